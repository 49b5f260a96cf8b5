#include "inspector/tokenmaker.h"

#include "common/secretfield.h"
#include "common/widgets.h"
#include "core/async.h"
#include "core/clock.h"
#include "core/errortext.h"
#include "inspector/background.h"
#include "inspector/jsonfield.h"
#include "inspector/tokenedit.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** Fills a choice with names; the one that was chosen stays where it is still among them. */
void fillChoice(QComboBox& choice, const QStringList& names)
{
    const QSignalBlocker quiet(&choice);
    const QString before = choice.currentText();
    choice.clear();
    choice.addItems(names);
    choice.setCurrentIndex(std::max(0, choice.findText(before)));
    choice.setEnabled(!names.isEmpty());
}

/** Where readers look for it. */
json::JsonMembers withFirst(const QString& name, const json::JsonMembers& header)
{
    json::JsonMembers all;
    all.set(name, QString());
    const auto members = header.members();
    for (const json::JsonMembers::Member& member : members) {
        all.setText(member.name, member.text);
    }
    return all;
}

} // namespace

Making TokenMaker::making() const
{
    return static_cast<Making>(m_making->checkedId());
}

void TokenMaker::fillAlgorithms()
{
    const auto& key = m_picker->key();
    const QStringList names = key ? algorithmsFor(*key, making()) : QStringList();
    fillChoice(*m_algorithm, names);
    m_why->setText(!key ? m_picker->problem() : names.isEmpty() ? jose::sentences(whyNone(*key, making())) : QString());
    m_why->setVisible(!m_why->text().isEmpty());
    m_algorithm->setAccessibleDescription(m_why->text());
    m_contentBox->setVisible(making() == Making::Encrypted);
    fillContents();
    writeHeader();
}

void TokenMaker::fillContents()
{
    const auto& key = m_picker->key();
    const bool isWanted = key && making() == Making::Encrypted && m_algorithm->count() > 0;
    fillChoice(*m_content, isWanted ? contentsFor(*key, m_algorithm->currentText()) : QStringList());
}

/** Into the text that is there, which may be somebody's; one that is no JSON is left alone. */
void TokenMaker::writeHeader()
{
    auto header = m_header->members();
    if (!header || m_algorithm->count() == 0) {
        return;
    }
    if (!header->contains(u"alg"_s)) {
        *header = withFirst(u"alg"_s, *header);
    }
    header->set(u"alg"_s, m_algorithm->currentText());
    if (m_content->count() > 0) {
        header->set(u"enc"_s, m_content->currentText());
    } else {
        header->remove(u"enc"_s);
    }
    const QString keyId = m_picker->key() ? m_picker->key()->facts().id : QString();
    if (keyId.isEmpty()) {
        header->remove(u"kid"_s);
    } else {
        header->set(u"kid"_s, keyId);
    }
    m_header->setText(header->indented());
}

void TokenMaker::readHeader()
{
    const auto header = m_header->members();
    if (!header) {
        return;
    }
    const QSignalBlocker quietAlgorithm(m_algorithm);
    const QSignalBlocker quietContent(m_content);
    if (const int index = m_algorithm->findText(header->string(u"alg"_s)); index >= 0) {
        m_algorithm->setCurrentIndex(index);
        fillContents();
    }
    if (const int index = m_content->findText(header->string(u"enc"_s)); index >= 0) {
        m_content->setCurrentIndex(index);
    }
}

void TokenMaker::startTemplate(int index)
{
    const QList<TokenTemplate> templates = tokenTemplates(m_clock.now());
    const TokenTemplate& start = templates.at(index);
    m_claims->setText(start.claims);
    if (auto header = m_header->members()) {
        header->set(u"typ"_s, start.type);
        m_header->setText(header->indented());
    }
}

bool TokenMaker::isReady()
{
    if (!m_picker->key()) {
        Q_EMIT refused(tr("There is no key to make the token with."),
            m_picker->problem().isEmpty() ? tr("Choose one, type a shared secret, or make one under Keys.")
                                          : m_picker->problem());
        m_picker->setFocus();
        return false;
    }
    for (JsonField* field : {m_header, m_claims}) {
        if (const auto read = field->members(); !read) {
            Q_EMIT refused(field == m_header ? tr("The header cannot be used.") : tr("The claims cannot be used."),
                core::errorText(read.error()).what);
            field->focusText();
            return false;
        }
    }
    return true;
}

void TokenMaker::make()
{
    if (!isReady()) {
        return;
    }
    const auto form = static_cast<jose::Form>(m_form->currentData().toInt());
    const TokenRecipe recipe{making(), *m_picker->key(), form, m_header->text(), m_claims->text()};
    Q_EMIT busyChanged(true);
    core::whenDone(inBackground([recipe] { return makeToken(recipe); }), this,
        [this, recipe](const jose::Checked<core::Secret>& token) { made(recipe, token); });
}

void TokenMaker::made(const TokenRecipe& recipe, const jose::Checked<core::Secret>& token)
{
    Q_EMIT busyChanged(false);
    m_token = token.value_or(core::Secret());
    m_keys = token ? readingKeys(recipe) : jose::KeySet();
    m_result->show(m_token.revealText(), true);
    m_inspect->setEnabled(token.has_value());
    m_copy->setEnabled(token.has_value());
    if (token) {
        m_inspect->setFocus();
    } else {
        Q_EMIT refused(token.error().what, token.error().remedy);
    }
}

} // namespace owb::ui
