#pragma once

#include <QByteArrayView>

#include <initializer_list>
#include <vector>

namespace owb::hash {

/** Bytes made on the way from a secret to what is stored: zero at first, of one size, overwritten when they go. */
class Scratch
{
public:
    explicit Scratch(qsizetype size);
    /** The parts, one behind the other. */
    explicit Scratch(std::initializer_list<QByteArrayView> parts);
    ~Scratch();
    Scratch(Scratch&&) noexcept = default; // a moved-from vector is empty
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    Scratch& operator=(Scratch&&) = delete;

    [[nodiscard]] unsigned char* data() { return m_bytes.data(); }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_bytes.size()); }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), size()}; }
    /** Without a copy: for as long as this lives. */
    [[nodiscard]] QByteArray borrowed() const;

private:
    std::vector<unsigned char> m_bytes;
};

} // namespace owb::hash
