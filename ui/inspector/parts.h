#pragma once

class QSplitter;
class QStackedWidget;

/** What the inspector is made of, for those who only hold on to it. */
namespace owb::ui {

class Banner;
class ClaimsPane;
class FindingsPane;
class InspectorHead;
class KeyPanel;
class RowLookup;
class StandingColumn;
class TokenPane;
class TracePane;

} // namespace owb::ui
