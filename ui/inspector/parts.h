#pragma once

class QSplitter;
class QStackedWidget;

/** What the inspector is made of, for those who only hold on to it. */
namespace owb::settings {
struct Connection;
}

namespace owb::store {
class Repository;
struct TokenQuery;
} // namespace owb::store

namespace owb::ui {

class Banner;
class ClaimsPane;
class FindingsPane;
class InspectorHead;
class KeyPanel;
class Prover;
class RowLookup;
class ServerDesk;
class Standings;
class TokenPane;
class TracePane;

} // namespace owb::ui
