#include "inspector/keyspane.h"

#include "common/pageservices.h"
#include "common/prompt.h"
#include "common/secretfield.h"
#include "common/statestack.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/keytextdialog.h"
#include "inspector/newkeydialog.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

enum KeyColumn { NameColumn, IdColumn, KindColumn, AlgorithmColumn, PlaceColumn, KeyColumns };

/** A shared secret has no half that may be shown. */
std::optional<jose::Key> publicHalf(const settings::KeyEntry& entry)
{
    const auto key = jose::keyFromJwk(entry.publicJwk);
    return key && key->type() != jose::KeyType::Oct ? std::optional(*key) : std::nullopt;
}

} // namespace

KeysPane::KeysPane(KeyCabinet& cabinet, PageServices& services, QWidget* parent)
    : QWidget(parent)
    , m_cabinet(cabinet)
    , m_services(services)
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableWidget(0, KeyColumns, this))
    , m_copy(new QToolButton(this))
    , m_use(makeButton(tr("Make &token…"), ButtonKind::Plain, u"token"_s, this))
    , m_remove(makeButton(tr("&Remove…"), ButtonKind::DangerText, {}, this))
{
    build();
    fill();
    connect(&m_cabinet, &KeyCabinet::changed, this, &KeysPane::fill);
    connect(m_table, &QTableWidget::currentCellChanged, this, &KeysPane::present);
    connect(m_table, &QTableWidget::cellActivated, this, [this] { m_use->click(); });
    connect(m_remove, &QPushButton::clicked, this, &KeysPane::askRemove);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const auto* const entry = current()) {
            Q_EMIT chosen(entry->id);
        }
    });
}

void KeysPane::build()
{
    polishTable(*m_table, tr("Keys"));
    m_table->setObjectName(u"keyTable"_s);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Key ID"), tr("Kind"), tr("Algorithm"), tr("Kept in")});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::NoContextMenu);
    m_table->setItemDelegate(new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, m_table));
    m_table->setItemDelegateForColumn(
        IdColumn, new TextCellDelegate(TextCellDelegate::Face::Mono, Qt::ElideMiddle, m_table));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(IdColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(KindColumn, 168);
    m_table->setColumnWidth(AlgorithmColumn, 128);
    m_table->setColumnWidth(PlaceColumn, 112);
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeMessage(
        {u"key"_s, false, tr("No keys yet"),
            tr("Keys that you make or import here sign and encrypt test tokens. Their "
               "private halves go to the keychain, and into no file."),
            {},
            {{tr("New key…"), true, {}, [this] { askNew(); }}, {tr("Import…"), false, {}, [this] { askImport(); }}}},
        m_stack));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(makeLine(this));
    column->addWidget(makeButtons());
}

QWidget* KeysPane::makeButtons()
{
    auto* box = new QWidget(this);
    auto* add = makeButton(tr("&New key…"), ButtonKind::Plain, u"plus"_s, box);
    auto* import = makeButton(tr("&Import…"), ButtonKind::Plain, u"import"_s, box);
    m_copy->setText(tr("&Copy…"));
    m_copy->setAccessibleName(tr("Copy the key"));
    m_copy->setProperty("kind", u"plain"_s);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setObjectName(u"copyButton"_s);
    m_remove->setObjectName(u"removeButton"_s);
    fillMenu();
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(metrics::margin, 8, metrics::margin, 8);
    row->setSpacing(8);
    row->addWidget(add);
    row->addWidget(import);
    row->addStretch(1);
    row->addWidget(m_use);
    row->addWidget(m_copy);
    row->addWidget(m_remove);
    connect(add, &QPushButton::clicked, this, &KeysPane::askNew);
    connect(import, &QPushButton::clicked, this, &KeysPane::askImport);
    return box;
}

void KeysPane::fillMenu()
{
    auto* menu = new QMenu(m_copy);
    menu->setObjectName(u"copyMenu"_s);
    const auto add = [this, menu](const QString& text, const QString& objectName, void (KeysPane::*copy)(Writing),
                         Writing writing) {
        QAction* action = menu->addAction(text, this, [this, copy, writing] { (this->*copy)(writing); });
        action->setObjectName(objectName);
        return action;
    };
    m_publicCopies << add(tr("Public key as &JWK"), u"publicJwk"_s, &KeysPane::copyPublic, Writing::Jwk)
                   << add(tr("Public key as JWK &Set"), u"publicJwkSet"_s, &KeysPane::copyPublic, Writing::JwkSet)
                   << add(tr("Public key as &PEM"), u"publicPem"_s, &KeysPane::copyPublic, Writing::Pem);
    menu->addSeparator();
    add(tr("Private key as J&WK…"), u"privateJwk"_s, &KeysPane::askPrivate, Writing::Jwk);
    m_pemCopies << add(tr("Private key as P&EM…"), u"privatePem"_s, &KeysPane::askPrivate, Writing::Pem);
    m_copy->setMenu(menu);
}

/** The one that is new, or the one that was chosen. */
QString KeysPane::wantedId() const
{
    for (const settings::KeyEntry& entry : m_cabinet.entries()) {
        if (!m_ids.isEmpty() && !m_ids.contains(entry.id)) {
            return entry.id;
        }
    }
    return m_ids.value(m_table->currentRow());
}

void KeysPane::fill()
{
    const QList<settings::KeyEntry>& entries = m_cabinet.entries();
    const QString wanted = wantedId();
    m_ids.clear();
    m_table->setRowCount(static_cast<int>(entries.size()));
    for (int row = 0; row < entries.size(); ++row) {
        const settings::KeyEntry& entry = entries.at(row);
        m_ids << entry.id;
        const QStringList texts{entry.name, entry.keyId.isEmpty() ? tr("None") : entry.keyId,
            entry.description.left(1).toUpper() + entry.description.mid(1),
            entry.algorithm.isEmpty() ? tr("Any that fits") : entry.algorithm,
            entry.isHeld ? tr("This session") : tr("Keychain")};
        for (int column = 0; column < KeyColumns; ++column) {
            auto* item = new QTableWidgetItem(texts.at(column));
            item->setFlags(item->flags() & ~Qt::ItemIsEditable);
            item->setToolTip(displayText(texts.at(column)));
            m_table->setItem(row, column, item);
        }
    }
    if (!entries.isEmpty()) {
        m_table->selectRow(static_cast<int>(std::max<qsizetype>(0, m_ids.indexOf(wanted))));
    }
    m_stack->setCurrentIndex(entries.isEmpty() ? 1 : 0);
    present();
}

const settings::KeyEntry* KeysPane::current() const
{
    const QString id = m_ids.value(m_table->currentRow());
    for (const settings::KeyEntry& entry : m_cabinet.entries()) {
        if (entry.id == id) {
            return &entry;
        }
    }
    return nullptr;
}

void KeysPane::present()
{
    const auto* const entry = current();
    m_copy->setEnabled(entry);
    m_use->setEnabled(entry);
    m_remove->setEnabled(entry);
    const bool hasHalves = entry && publicHalf(*entry).has_value();
    for (QAction* action : m_publicCopies + m_pemCopies) {
        action->setEnabled(hasHalves);
    }
}

void KeysPane::askNew()
{
    auto* dialog = new NewKeyDialog(this);
    dialog->setTaken([this](const QString& name) { return m_cabinet.isTaken(name); });
    connect(dialog, &NewKeyDialog::made, this,
        [this](const jose::Key& key, const QString& name) { m_cabinet.keep(name, key); });
    dialog->open();
}

void KeysPane::askImport()
{
    auto* dialog = new KeyTextDialog(KeyTextDialog::Purpose::Keep, m_services.prompt, this);
    dialog->setTaken([this](const QString& name) { return m_cabinet.isTaken(name); });
    connect(dialog, &KeyTextDialog::taken, this, &KeysPane::import);
    dialog->open();
}

void KeysPane::import(const jose::KeySet& keys, const QString& name)
{
    for (const jose::Key& key : keys.keys) {
        m_cabinet.keep(name, key); // the second one is called "name 2"
    }
}

void KeysPane::copyPublic(Writing writing)
{
    const auto* const entry = current();
    const auto key = entry ? publicHalf(*entry) : std::nullopt;
    if (!key) {
        return;
    }
    const QString jwk = key->toJwk(false).revealText();
    QString text = jwk;
    if (writing == Writing::JwkSet) {
        text = u"{\"keys\":[%1]}"_s.arg(jwk);
    } else if (writing == Writing::Pem) {
        text = key->toPem(false).value_or(core::Secret()).revealText();
    }
    QApplication::clipboard()->setText(text);
    Q_EMIT said(tr("Copied the public key."));
}

void KeysPane::askPrivate(Writing writing)
{
    const auto* const entry = current();
    if (!entry) {
        return;
    }
    const Question question{tr("Copy the private key of “%1”?").arg(displayText(entry->name)),
        tr("Whoever has it can make tokens that pass for genuine wherever its public key is trusted. It leaves the "
           "clipboard again after %1 seconds.")
            .arg(m_services.clipboard.secondsKept()),
        tr("Copy private key"), true};
    m_services.prompt.ask(this, question, [this, entry = *entry, writing](bool yes) {
        if (yes) {
            copyPrivate(entry, writing);
        }
    });
}

void KeysPane::copyPrivate(const settings::KeyEntry& entry, Writing writing)
{
    m_cabinet.open(entry.id, [this, writing](const jose::Key& key) {
        m_services.clipboard.copy(writing == Writing::Pem ? key.toPem(true).value_or(core::Secret()) : key.toJwk(true));
        Q_EMIT said(tr("Copied the private key. It leaves the clipboard after %1 seconds.")
                        .arg(m_services.clipboard.secondsKept()));
    });
}

void KeysPane::askRemove()
{
    const auto* const entry = current();
    if (!entry) {
        return;
    }
    const Question question{tr("Remove the key “%1”?").arg(displayText(entry->name)),
        entry->isHeld ? tr("It is kept nowhere else, and cannot be made again.")
                      : tr("Its private half leaves the keychain, and cannot be made again."),
        tr("Remove key"), true};
    m_services.prompt.ask(this, question, [this, entry = *entry](bool yes) {
        if (yes) {
            m_cabinet.remove(entry);
        }
    });
}

} // namespace owb::ui
