#include "treechecker.h"

#include "layertable.h"
#include "sourcetext.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSourceLines = 300;
constexpr int mostHeaderLines = 100;

/** Where a framework may be named: what stands for a server's database in samples and pictures, and the lists of the
 * names that profiles say, where each is a format that one framework alone writes. */
const QRegularExpression& mayNameFrameworks()
{
    static const QRegularExpression pattern(
        u"^(models/store/sample\\w*|app/desktop/tour\\w*|models/hash/(schemelist|tokenforms))\\.(h|cpp)$"_s);
    return pattern;
}

/** The Qt module with this class header; empty when there is none. */
QString moduleOf(const QString& header)
{
    static const QString folder = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    static const QStringList modules = QDir(folder).entryList({u"Qt*"_s}, QDir::Dirs);
    for (const QString& module : modules) {
        if (module != header && QFileInfo(folder + u'/' + module + u'/' + header).isFile()) {
            return module;
        }
    }
    return {};
}

bool permits(const QStringList& permissions, const QString& include)
{
    return permissions.contains(include) || permissions.contains(include.section(u'/', 0, 0));
}

} // namespace

TreeChecker::TreeChecker(const QString& root)
    : m_root(root)
{ }

QStringList TreeChecker::breaches()
{
    m_breaches.clear();
    m_filesRead = 0;
    for (const QString& top : {u"app"_s, u"models"_s, u"ui"_s}) {
        QStringList files;
        QDirIterator tree(m_root + u'/' + top, {u"*.h"_s, u"*.cpp"_s, u"*.cc"_s, u"*.hpp"_s}, QDir::Files,
            QDirIterator::Subdirectories);
        while (tree.hasNext()) {
            files << tree.next();
        }
        files.sort();
        for (const QString& file : files) {
            checkFile(file);
        }
    }
    return m_breaches;
}

void TreeChecker::checkFile(const QString& path)
{
    m_file = QDir(m_root).relativeFilePath(path);
    m_folder = m_file.section(u'/', 0, -2);
    ++m_filesRead;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return report(1, u"cannot be read"_s);
    }
    const QString source = QString::fromUtf8(file.readAll());
    const QString code = withoutComments(source);
    checkIncludes(code);
    if (!m_file.endsWith(".cpp"_L1)) {
        checkResults(withoutCommentsAndTexts(source));
    }
    checkBudget(source);
    checkWords(source, code);
}

void TreeChecker::checkIncludes(const QString& text)
{
    const Layer* layer = layerOf(m_folder);
    if (!layer) {
        return report(1, u"the folder %1 is not in the permission table"_s.arg(m_folder));
    }
    static const QRegularExpression pattern(
        u"^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"\\n]+)[>\"]"_s, QRegularExpression::MultilineOption);
    for (auto found = pattern.globalMatch(text); found.hasNext();) {
        const auto include = found.next();
        const int line = lineAt(text, include.capturedStart(1));
        if (include.captured(1) == "\""_L1) {
            checkOwnInclude(*layer, include.captured(2), line);
        } else {
            checkOtherInclude(*layer, include.captured(2), line);
        }
    }
}

void TreeChecker::checkOwnInclude(const Layer& layer, const QString& include, int line)
{
    if (!include.contains(u'/')) { // app/ has no include folder of its own; its files name each other
        const bool beside =
            m_file.startsWith("app/"_L1) && QFileInfo::exists(m_root + u'/' + m_folder + u'/' + include);
        if (!beside && !include.endsWith(".moc"_L1)) {
            report(line, u"\"%1\" is not written from models/ or ui/"_s.arg(include));
        }
        return;
    }
    const QString folder = include.section(u'/', 0, 0);
    if (!ownFolders().contains(folder) || include.count(u'/') != 1) {
        return report(line, u"\"%1\" is not written from models/ or ui/"_s.arg(include));
    }
    if (folder != m_folder.section(u'/', 1) && !permits(layer.own, include)) {
        report(line, u"%1 may not include \"%2\""_s.arg(m_folder, include));
    }
}

void TreeChecker::checkOtherInclude(const Layer& layer, const QString& include, int line)
{
    static const QRegularExpression standard(u"^[a-z_]+$"_s);
    static const QRegularExpression standardInC(
        u"^(assert|ctype|errno|float|inttypes|limits|locale|math|setjmp|signal|stdarg|stddef|"
        "stdint|stdio|stdlib|string|time)\\.h$"_s);
    if (standard.match(include).hasMatch()) {
        return;
    }
    if (include.startsWith(u'Q')) {
        const QString module = include.contains(u'/') ? QString() : moduleOf(include);
        if (module.isEmpty()) {
            report(line, u"<%1> is no header of one Qt class"_s.arg(include));
        } else if (!layer.qt.contains(module)) {
            report(line, u"%1 may not include <%2> of %3"_s.arg(m_folder, include, module));
        }
        return;
    }
    if (standardInC.match(include).hasMatch()) {
        report(line, u"<%1> is C; C++ has <c%2>"_s.arg(include, include.chopped(2)));
    } else if (!permits(layer.others, include)) {
        report(line, u"%1 may not include <%2>"_s.arg(m_folder, include));
    }
}

/** A declared function that returns a Result, at once or later, must not be ignored: tl::expected cannot say so itself.
 */
void TreeChecker::checkResults(const QString& text)
{
    static const QRegularExpression declared(
        u"(?<type>\\b(?:Result|Reply|QFuture)\\s*(?<angle><(?:[^<>]|(?&angle))*>))[\\s&]+(?<name>[A-Za-z_]\\w*)\\s*\\("
        "|(?<!:)\\b(?<auto>[A-Za-z_]\\w*)\\s*(?<list>\\((?:[^()]|(?&list))*\\))"
        "[^;{}()]*->\\s*(?:\\w+::)*(?:Result|Reply|QFuture)\\s*<"_s);
    static const QRegularExpression start(u"[;{}]|(?<!:):(?!:)"_s);
    for (auto found = declared.globalMatch(text); found.hasNext();) {
        const auto function = found.next();
        const qsizetype at = function.capturedStart();
        const QString before = text.first(at);
        const qsizetype from = before.lastIndexOf(start) + 1;
        if (!QStringView(before).sliced(from).contains("[[nodiscard]]"_L1)) {
            const QString name = function.captured(u"name"_s) + function.captured(u"auto"_s);
            report(lineAt(text, at), u"%1() returns a Result and is not [[nodiscard]]"_s.arg(name));
        }
    }
}

void TreeChecker::checkBudget(const QString& text)
{
    // A header that holds a class template is its source, too.
    static const QRegularExpression classTemplate(
        u"^template\\s*<[^;{]*>\\s*(class|struct)\\s+\\w+[^;{]*\\{"_s, QRegularExpression::MultilineOption);
    const bool header = !m_file.endsWith(".cpp"_L1) && !classTemplate.match(text).hasMatch();
    const int most = header ? mostHeaderLines : mostSourceLines;
    const qsizetype lines = text.count(u'\n');
    if (lines > most) {
        report(static_cast<int>(lines), u"%1 lines, the budget is %2"_s.arg(lines).arg(most));
    }
}

void TreeChecker::checkWords(const QString& source, const QString& code)
{
    static const QRegularExpression unfinished(u"\\b(TODO|FIXME|XXX)\\b"_s);
    static const QRegularExpression framework(u"authlib|django|doorkeeper|passport|keycloak|sqlalchemy|oauthlib|"
                                              "laravel|openiddict|identityserver|oidc-provider|\\bhydra"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (auto found = unfinished.globalMatch(source); found.hasNext();) {
        const auto word = found.next();
        report(lineAt(source, word.capturedStart()), u"%1 is work left undone"_s.arg(word.captured()));
    }
    if (mayNameFrameworks().match(m_file).hasMatch()) {
        return;
    }
    for (auto found = framework.globalMatch(code); found.hasNext();) {
        const auto word = found.next();
        report(lineAt(code, word.capturedStart()),
            u"\"%1\": a framework is data in resources/schemas, no C++ names it"_s.arg(word.captured()));
    }
}

void TreeChecker::report(int line, const QString& what)
{
    m_breaches << u"%1:%2: %3"_s.arg(m_file, QString::number(line), what);
}
