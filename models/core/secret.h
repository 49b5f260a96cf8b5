#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace owb::core {

/**
 * A client secret or a token value.
 *
 * It has no stream operator and no conversion to QVariant, so it cannot slip into a log, a setting or a model role;
 * every place that needs the bytes says `reveal` and can be found by that word. The bytes are overwritten when the
 * last copy goes.
 */
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray utf8);
    explicit Secret(const QString& text);

    [[nodiscard]] bool isEmpty() const;
    /** Length in characters, not bytes. */
    [[nodiscard]] qsizetype length() const;
    /** The bytes, UTF-8. */
    [[nodiscard]] const QByteArray& reveal() const;
    [[nodiscard]] QString revealText() const;
    /** True when every character is printable ASCII, all that HTTP Basic and Python's compare_digest can carry. */
    [[nodiscard]] bool isAscii() const;

    /** For people: bullets, with the first and last 4 characters of tokens of at least 24 characters. */
    [[nodiscard]] QString maskedToken() const;
    /** For people: 12 bullets whatever the length. */
    [[nodiscard]] static QString maskedSecret();
    /** Whether a text is one of the above and not a value: it came out of something that hid the value. */
    [[nodiscard]] static bool isMask(const QString& text);

    /** Compares all bytes in constant time. */
    friend bool operator==(const Secret& a, const Secret& b);

private:
    struct Bytes;
    std::shared_ptr<const Bytes> m_bytes;
};

} // namespace owb::core
