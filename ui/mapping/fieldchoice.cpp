#include "mapping/fieldchoice.h"

#include "common/widgets.h"
#include "mapping/quietcombo.h"

#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace owb::ui {

using store::FieldOption;

namespace {

/** "revoked=R, active=A" and back. */
QString wordsText(const QMap<QString, QString>& words)
{
    QStringList pairs;
    for (auto it = words.cbegin(); it != words.cend(); ++it) {
        pairs << it.key() + u'=' + *it;
    }
    return pairs.join(u", "_s);
}

QMap<QString, QString> wordsFrom(const QString& text)
{
    QMap<QString, QString> words;
    for (const QString& pair : text.split(u',', Qt::SkipEmptyParts)) {
        if (pair.contains(u'=')) {
            words.insert(pair.section(u'=', 0, 0).trimmed(), pair.section(u'=', 1).trimmed());
        }
    }
    return words;
}

} // namespace

FieldChoice::FieldChoice(const store::CanonicalField& field, QWidget* parent)
    : QStackedWidget(parent)
    , m_nothing(new QWidget(this))
    , m_choice(new QuietCombo(field.name + u"Choice"_s, tr("%1: more").arg(field.title), this))
    , m_words(new QLineEdit(this))
{
    m_words->setObjectName(field.name + u"Words"_s);
    m_words->setAccessibleName(tr("%1: words").arg(field.title));
    m_words->setPlaceholderText(tr("revoked=…, active=…"));
    addWidget(m_nothing);
    addWidget(m_choice);
    addWidget(m_words);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &FieldChoice::changed);
    connect(m_words, &QLineEdit::textChanged, this, &FieldChoice::changed);
}

void FieldChoice::offerTwo(const QString& whenFalse, const QString& whenTrue, bool given)
{
    m_choice->addItem(whenFalse, false);
    m_choice->addItem(whenTrue, true);
    m_choice->setCurrentIndex(given ? 1 : 0);
}

void FieldChoice::offerNames(const QString& plain, const QStringList& names, const QStringList& given)
{
    m_choice->addItem(plain, QStringList());
    for (const QString& name : names.mid(1)) { // the first is the plain one
        m_choice->addItem(name, QStringList{name});
    }
    if (m_choice->findData(given) < 0) { // several, as a profile file may say
        m_choice->addItem(displayText(given.join(u", "_s)), given);
    }
    m_choice->setCurrentIndex(m_choice->findData(given));
}

void FieldChoice::offer(FieldOption option, const store::Field& given)
{
    const QSignalBlocker quietChoice(m_choice);
    const QSignalBlocker quietWords(m_words);
    m_option = option;
    m_choice->clear();
    switch (option) {
    case FieldOption::None:
        return setCurrentWidget(m_nothing);
    case FieldOption::Words:
        m_words->setText(wordsText(given.words));
        return setCurrentWidget(m_words);
    case FieldOption::Zero:
        offerTwo(tr("0 means expired"), tr("0 means never"), given.zeroIsNever);
        break;
    case FieldOption::Inverted:
        offerTwo(tr("Set means yes"), tr("Set means no"), given.inverted);
        break;
    case FieldOption::Client:
        offerTwo(tr("Holds the identifier"), tr("Holds the key of the client's row"), given.refersToClient);
        break;
    case FieldOption::SecretScheme:
        offerNames(tr("Plain, or as its text says"), store::secretSchemes(), given.schemes);
        break;
    case FieldOption::TokenForm:
        offerNames(tr("The token itself"), store::tokenForms(), given.digests);
        break;
    }
    setCurrentWidget(m_choice);
}

void FieldChoice::take(store::Field& field) const
{
    const QVariant chosen = m_choice->currentData();
    switch (m_option) {
    case FieldOption::None:
        break;
    case FieldOption::Zero:
        field.zeroIsNever = chosen.toBool();
        break;
    case FieldOption::Inverted:
        field.inverted = chosen.toBool();
        break;
    case FieldOption::Client:
        field.refersToClient = chosen.toBool();
        break;
    case FieldOption::SecretScheme:
        field.schemes = chosen.toStringList();
        break;
    case FieldOption::TokenForm:
        field.digests = chosen.toStringList();
        break;
    case FieldOption::Words:
        field.words = wordsFrom(m_words->text());
        break;
    }
}

} // namespace owb::ui
