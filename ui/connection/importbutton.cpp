#include "connection/importbutton.h"

#include "common/prompt.h"
#include "common/widgets.h"

#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** An ampersand in a name is no mnemonic. */
QString menuText(const QString& name)
{
    return displayText(name).replace(u'&', u"&&"_s);
}

} // namespace

ImportButton::ImportButton(Prompt& prompt, QWidget* parent)
    : QToolButton(parent)
    , m_prompt(prompt)
    , m_menu(new QMenu(this))
{
    setText(tr("I&mport…"));
    setAccessibleName(tr("Import"));
    setProperty("kind", u"plain"_s);
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(m_menu);
    m_menu->setObjectName(u"importMenu"_s);
    connect(m_menu, &QMenu::aboutToShow, this, &ImportButton::offer);
}

void ImportButton::offer()
{
    m_menu->clear();
    const QString services = settings::ownServiceFile();
    if (QFileInfo::exists(services)) {
        m_menu->addSection(menuText(services));
        if (const auto imported = settings::importFile(services)) {
            offerConnections(*m_menu, *imported);
        } else {
            m_menu->addAction(
                tr("Why it cannot be read"), this, [this, error = imported.error()] { Q_EMIT failed(error); });
        }
        m_menu->addSeparator();
    }
    m_menu->addAction(tr("From a file: .env, pg_service.conf…"), this, [this] {
        m_prompt.chooseFile(
            this, {tr("Import from a file"), {tr("All files (*)")}}, [this](const QString& path) { readFile(path); });
    });
}

void ImportButton::offerConnections(QMenu& menu, const settings::Imported& imported)
{
    for (const settings::ImportedConnection& one : imported.connections) {
        menu.addAction(u"%1 (%2)"_s.arg(menuText(one.connection.name), menuText(one.address.label())), this,
            [this, one] { Q_EMIT chosen(one); });
    }
}

void ImportButton::readFile(const QString& path)
{
    const auto imported = settings::importFile(path);
    if (!imported) {
        Q_EMIT failed(imported.error());
        return;
    }
    if (imported->connections.size() == 1) {
        settings::ImportedConnection one = imported->connections.constFirst();
        one.notes += imported->notes;
        Q_EMIT chosen(one);
        return;
    }
    auto* several = new QMenu(this);
    several->setObjectName(u"foundMenu"_s);
    several->setAttribute(Qt::WA_DeleteOnClose);
    several->addSection(menuText(QFileInfo(path).fileName()));
    offerConnections(*several, *imported);
    several->popup(mapToGlobal(QPoint(0, height())));
}

} // namespace owb::ui
