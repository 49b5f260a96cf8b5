#pragma once

#include "common/colours.h"

#include <QFont>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace owb::ui {

enum class ButtonKind { Plain, Primary, Danger, DangerText, Production };

[[nodiscard]] QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, QWidget* parent);
/** A button with only an icon: the words are its tooltip and its accessible name. */
[[nodiscard]] QToolButton* makeIconButton(const QString& iconName, const QString& words, QWidget* parent);
/** A label for text of ours or from a database: always plain, never markup. */
[[nodiscard]] QLabel* makeLabel(const QString& text, const QFont& font, QWidget* parent);
/** The same in the secondary colour. */
[[nodiscard]] QLabel* makeMutedLabel(const QString& text, QWidget* parent);
/** A widget that looks and acts like a link; reached and pressed by keyboard too. */
[[nodiscard]] QToolButton* makeLink(const QString& text, QWidget* parent);
/** A thin line across. */
[[nodiscard]] QWidget* makeLine(QWidget* parent);
/** Sets a property that the style sheet asks about, and has it asked again. */
void setStyled(QWidget* widget, const char* property, const QVariant& value);
/** Colours the text of a widget by meaning, in this theme and the next. */
void setInk(QWidget* widget, Ink ink);
/** Gives a frame the ground of "error", "warning" or "info", in this theme and the next. */
void setTint(QFrame* frame, const QString& name);

/** "1 token" or "6 tokens": `many` holds %1 for the number. */
[[nodiscard]] QString counted(qint64 number, const QString& one, const QString& many);

/** Control, line and direction characters of a text from a database made visible, so that it cannot disguise itself. */
[[nodiscard]] QString displayText(const QString& text);

} // namespace owb::ui
