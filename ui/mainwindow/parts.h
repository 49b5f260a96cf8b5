#pragma once

class QStackedWidget;

/** What the main window is made of, for those who only hold on to it. */
namespace owb::ui {

class ConnectionMenu;
class ConnectionOpener;
class ConnectionPane;
class EditLock;
class InspectorPage;
class JobsPanel;
class OpeningPage;
class ProductionBanner;
class SectionPage;
class StatusLine;
class WelcomePage;

} // namespace owb::ui
