#include "hash/scratch.h"

#include <openssl/crypto.h>

#include <QByteArray>

#include <algorithm>

namespace owb::hash {

Scratch::Scratch(qsizetype size)
    : m_bytes(static_cast<size_t>(size))
{ }

Scratch::Scratch(std::initializer_list<QByteArrayView> parts)
{
    size_t size = 0;
    for (const QByteArrayView part : parts) {
        size += static_cast<size_t>(part.size());
    }
    m_bytes.resize(size); // once: growing would leave a copy behind
    auto at = m_bytes.begin();
    for (const QByteArrayView part : parts) {
        at = std::copy(part.begin(), part.end(), at);
    }
}

Scratch::~Scratch()
{
    OPENSSL_cleanse(m_bytes.data(), m_bytes.size());
}

QByteArray Scratch::borrowed() const
{
    return QByteArray::fromRawData(view().data(), size());
}

} // namespace owb::hash
