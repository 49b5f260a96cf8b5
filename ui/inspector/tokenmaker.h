#pragma once

#include "inspector/keypicker.h"
#include "inspector/tokenmaking.h"

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace owb::core {
class Clock;
}

namespace owb::ui {

class JsonField;
class SecretClipboard;
class TokenEdit;

/** A token of the workshop: signed or encrypted with a key, header and claims as they are written. */
class TokenMaker : public QWidget
{
    Q_OBJECT
public:
    TokenMaker(
        KeyCabinet& cabinet, Prompt& prompt, SecretClipboard& clipboard, const core::Clock& clock, QWidget* parent);
    void make();
    [[nodiscard]] KeyPicker& picker() const { return *m_picker; }

Q_SIGNALS:
    void busyChanged(bool isBusy);
    void refused(const QString& what, const QString& remedy);
    /** What was wrong may be mended. */
    void changed();
    void inspectAsked(const owb::core::Secret& token, const owb::jose::KeySet& keys);

private:
    void build();
    [[nodiscard]] QHBoxLayout* makeChoices();
    [[nodiscard]] QWidget* makeTexts();
    [[nodiscard]] QWidget* makeResult();
    void fillAlgorithms(); // those that fit the key
    void fillContents();
    void writeHeader(); // what is chosen above
    void readHeader(); // what is typed is chosen above, where it can be
    void startTemplate(int index);
    void made(const TokenRecipe& recipe, const jose::Checked<core::Secret>& token);
    [[nodiscard]] Making making() const;
    [[nodiscard]] bool isReady(); // says what is missing

    const core::Clock& m_clock;
    SecretClipboard& m_clipboard;
    KeyPicker* m_picker;
    QButtonGroup* m_making;
    QComboBox* m_algorithm;
    QComboBox* m_content;
    QWidget* m_contentBox = nullptr;
    QComboBox* m_form;
    QComboBox* m_template;
    QLabel* m_why;
    JsonField* m_header;
    JsonField* m_claims;
    TokenEdit* m_result;
    QPushButton* m_inspect;
    QPushButton* m_copy;
    core::Secret m_token;
    jose::KeySet m_keys; // what its reader needs
};

} // namespace owb::ui
