#include "inspector/tokenmaker.h"

#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/jsonfield.h"
#include "inspector/tokenedit.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace owb::ui {

TokenMaker::TokenMaker(
    KeyCabinet& cabinet, Prompt& prompt, SecretClipboard& clipboard, const core::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_clipboard(clipboard)
    , m_picker(new KeyPicker(cabinet, prompt, this))
    , m_making(new QButtonGroup(this))
    , m_algorithm(new QComboBox(this))
    , m_content(new QComboBox(this))
    , m_form(new QComboBox(this))
    , m_template(new QComboBox(this))
    , m_why(makeMutedLabel({}, this))
    , m_header(new JsonField(tr("&Header"), u"headerEdit"_s, this))
    , m_claims(new JsonField(tr("C&laims"), u"claimsEdit"_s, this))
    , m_result(new TokenEdit(this))
    , m_inspect(makeButton(tr("&Inspect"), ButtonKind::Plain, u"inspector"_s, this))
    , m_copy(makeButton(tr("&Copy"), ButtonKind::Plain, u"copy"_s, this))
{
    build();
    m_header->setText(u"{}"_s);
    startTemplate(0);
    fillAlgorithms();
    connect(m_picker, &KeyPicker::picked, this, &TokenMaker::fillAlgorithms);
    connect(m_picker, &KeyPicker::picked, this, &TokenMaker::changed);
    connect(m_making, &QButtonGroup::idClicked, this, &TokenMaker::fillAlgorithms);
    connect(m_making, &QButtonGroup::idClicked, this, &TokenMaker::changed);
    connect(m_algorithm, &QComboBox::currentIndexChanged, this, [this] {
        fillContents();
        writeHeader();
    });
    connect(m_content, &QComboBox::currentIndexChanged, this, &TokenMaker::writeHeader);
    connect(m_template, &QComboBox::activated, this, &TokenMaker::startTemplate);
    connect(m_header, &JsonField::edited, this, &TokenMaker::readHeader);
    connect(m_header, &JsonField::edited, this, &TokenMaker::changed);
    connect(m_claims, &JsonField::edited, this, &TokenMaker::changed);
    const auto copy = [this] { m_clipboard.copy(m_token); };
    connect(m_copy, &QPushButton::clicked, this, copy);
    connect(m_result, &TokenEdit::copyAsked, this, copy);
    connect(m_inspect, &QPushButton::clicked, this, [this] { Q_EMIT inspectAsked(m_token, m_keys); });
}

void TokenMaker::build()
{
    constexpr int edge = metrics::dialogMargin;
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(edge, 16, edge, 16);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    auto* key = makeLabel(tr("&Key"), bodyFont(), this);
    key->setBuddy(m_picker);
    auto* token = makeLabel(tr("&Token"), bodyFont(), this);
    m_why->setObjectName(u"whyLabel"_s);
    m_why->setWordWrap(true);
    grid->addWidget(key, 0, 0);
    grid->addWidget(m_picker, 0, 1);
    grid->addWidget(token, 1, 0);
    grid->addLayout(makeChoices(), 1, 1);
    grid->addWidget(m_why, 2, 1);
    grid->addWidget(makeTexts(), 3, 0, 1, 2);
    grid->addWidget(makeResult(), 4, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(3, 3);
    grid->setRowStretch(4, 2);
    token->setBuddy(m_making->button(static_cast<int>(Making::Signed)));
}

QHBoxLayout* TokenMaker::makeChoices()
{
    auto* isSigned = new QRadioButton(tr("&Signed"), this);
    auto* isEncrypted = new QRadioButton(tr("&Encrypted"), this);
    isSigned->setChecked(true);
    m_making->addButton(isSigned, static_cast<int>(Making::Signed));
    m_making->addButton(isEncrypted, static_cast<int>(Making::Encrypted));
    m_form->addItem(tr("Compact"), static_cast<int>(jose::Form::Compact));
    m_form->addItem(tr("JSON, flattened"), static_cast<int>(jose::Form::FlattenedJson));
    m_form->addItem(tr("JSON, general"), static_cast<int>(jose::Form::GeneralJson));
    m_contentBox = new QWidget(this);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(isSigned);
    row->addWidget(isEncrypted);
    const auto add = [this](QHBoxLayout* to, const QString& words, QComboBox* choice, const QString& objectName) {
        choice->setObjectName(objectName);
        choice->setAccessibleName(QString(words).remove(u'&'));
        auto* label = makeLabel(words, bodyFont(), this);
        label->setBuddy(choice);
        to->addWidget(label);
        to->addWidget(choice);
    };
    auto* content = new QHBoxLayout(m_contentBox);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(12);
    add(content, tr("C&ontent"), m_content, u"contentChoice"_s);
    add(row, tr("&Algorithm"), m_algorithm, u"algorithmChoice"_s);
    row->addWidget(m_contentBox);
    add(row, tr("&Form"), m_form, u"formChoice"_s);
    row->addStretch(1);
    for (QComboBox* choice : {m_algorithm, m_content}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    return row;
}

QWidget* TokenMaker::makeTexts()
{
    const QList<TokenTemplate> templates = tokenTemplates(0);
    for (const TokenTemplate& one : templates) {
        m_template->addItem(one.title);
    }
    m_template->setObjectName(u"templateChoice"_s);
    m_template->setAccessibleName(tr("Begin with"));
    m_template->setToolTip(tr("Replaces the claims; Ctrl+Z takes it back"));
    m_claims->addToHead(makeMutedLabel(tr("Begin with"), this));
    m_claims->addToHead(m_template);
    auto* texts = new QWidget(this);
    auto* row = new QHBoxLayout(texts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_header, 2);
    row->addWidget(m_claims, 3);
    return texts;
}

QWidget* TokenMaker::makeResult()
{
    auto* box = new QWidget(this);
    auto* label = makeLabel(tr("&Made token"), bodyFont(), box);
    label->setBuddy(m_result);
    m_result->setObjectName(u"madeToken"_s);
    m_result->setAccessibleName(tr("Made token"));
    m_result->setProperty("kind", QVariant());
    m_result->setPlaceholderText(tr("Make token puts it here"));
    m_result->show({}, true);
    m_inspect->setEnabled(false);
    m_copy->setEnabled(false);
    m_inspect->setToolTip(tr("Closes the workshop, and holds the token against its key"));
    constexpr int leastText = 80; // the style sheet knows no least height of one field
    box->setMinimumHeight(metrics::controlHeight + leastText);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(label);
    head->addStretch(1);
    head->addWidget(m_inspect);
    head->addWidget(m_copy);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_result, 1);
    return box;
}

} // namespace owb::ui
