#include "oauth/redirectrules.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;

class TestRedirectRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByRedirectUri_data();
    void findsByRedirectUri();
};

void TestRedirectRules::findsByRedirectUri_data()
{
    QTest::addColumn<QStringList>("uris");
    QTest::addColumn<bool>("native");
    QTest::addColumn<QStringList>("rules");
    const auto row = [](const QStringList& uris, const QStringList& rules, bool native = false) {
        QTest::addRow("%s%s", qPrintable(uris.join(u' ')), native ? " native" : "") << uris << native << rules;
    };
    row({u"https://a.example/cb?x=1&y=%20"_s}, {});
    row({u"https://a.example:8443/cb"_s}, {});
    row({u"https://[2001:db8::1]/cb"_s}, {});
    row({u"HTTPS://A.example/cb"_s}, {});
    row({u"/cb"_s}, {u"C-RU-02"_s});
    row({u"a.example/cb"_s}, {u"C-RU-02"_s});
    row({u"https:///cb"_s}, {u"C-RU-02"_s});
    row({u"https://"_s}, {u"C-RU-02"_s});
    row({QString()}, {u"C-RU-02"_s});
    row({u"https://a.example/cb#"_s}, {u"C-RU-03"_s});
    row({u"https://a.example/cb#x"_s}, {u"C-RU-03"_s});
    row({u"http://a.example/cb"_s}, {u"C-RU-04"_s});
    row({u"HTTP://a.example/cb"_s}, {u"C-RU-04"_s});
    row({u"http://localhost.evil.example/cb"_s}, {u"C-RU-04"_s});
    row({u"http://127.evil.example.com/cb"_s}, {u"C-RU-04"_s});
    row({u"http://127.0.0.1.evil.example/cb"_s}, {u"C-RU-04"_s});
    row({u"http://localhost@evil.example/cb"_s}, {u"C-RU-04"_s, u"C-RU-12"_s});
    row({u"http://localhost:8080/cb"_s}, {u"C-RU-28"_s});
    row({u"http://LOCALHOST/cb"_s}, {u"C-RU-28"_s});
    row({u"http://127.0.0.1/cb"_s}, {u"C-RU-28"_s});
    row({u"http://localhost/cb"_s}, {u"C-RU-05"_s}, true);
    row({u"http://127.0.0.1/cb"_s}, {}, true);
    row({u"http://[::1]/cb"_s}, {}, true);
    row({u"http://127.0.0.1:51234/cb"_s}, {u"C-RU-18"_s}, true);
    row({u"myapp:/cb"_s}, {u"C-RU-09"_s}, true);
    row({u"com.example.app:/cb"_s}, {}, true);
    row({u"com.example.app://cb"_s}, {u"C-RU-10"_s}, true);
    row({u"https://*.a.example/cb"_s}, {u"C-RU-11"_s});
    row({u"https://a.example/*"_s}, {u"C-RU-11"_s});
    row({u"https://good@a.example/cb"_s}, {u"C-RU-12"_s});
    row({u"javascript:alert(1)"_s}, {u"C-RU-13"_s});
    row({u"data:text/html,x"_s}, {u"C-RU-13"_s});
    row({u"file:///etc/passwd"_s}, {u"C-RU-13"_s});
    row({u"https://a.example/b/../cb"_s}, {u"C-RU-14"_s});
    row({u"https://a.example/b%2Fcb"_s}, {u"C-RU-14"_s});
    row({u"https://a.example/caf\u00e9"_s}, {u"C-RU-14"_s});
    row({u"https://a.example/cb\n"_s}, {u"C-RU-14"_s});
    row({u"https://a.example/cb"_s, u"https://a.example/cb"_s}, {u"C-RU-16"_s});
    row({u"https://a.example/cb?next=https://b.example"_s}, {u"C-RU-17"_s});
    row({u"https://a.example/cb?next=https%3A%2F%2Fb.example"_s}, {u"C-RU-14"_s, u"C-RU-17"_s});
    row({u"https://a.example/cb"_s, u"com.example.app:/cb"_s}, {u"C-RU-19"_s});
}

void TestRedirectRules::findsByRedirectUri()
{
    QFETCH(QStringList, uris);
    QFETCH(bool, native);
    QFETCH(QStringList, rules);
    Client client;
    client.metadata.set(u"grant_types"_s, QJsonArray{u"authorization_code"_s});
    client.metadata.set(u"redirect_uris"_s, QJsonArray::fromStringList(uris));
    client.metadata.set(u"application_type"_s, native ? u"native"_s : u"web"_s);
    const auto problems = redirectProblems(client);
    QStringList found;
    for (const FieldProblem& problem : problems) {
        found << problem.rule;
    }
    found.sort();
    QCOMPARE(found, rules);
    for (const FieldProblem& problem : problems) {
        QCOMPARE(problem.field, u"redirect_uris"_s);
        QVERIFY(problem.rule == u"C-RU-19"_s || uris.contains(problem.value));
    }
}

QTEST_APPLESS_MAIN(TestRedirectRules)
#include "tst_redirectrules.moc"
