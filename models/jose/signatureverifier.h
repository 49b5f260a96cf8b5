#pragma once

#include "jose/key.h"

#include <QByteArrayView>

#include <memory>

namespace owb::jose {

/**
 * Verifies signatures of one algorithm with one key. The algorithm is bound to the kind of key when it is made, so a
 * public key can never be taken for a shared secret (RFC 8725 section 3.1). Its contexts are made once and used again:
 * one object serves one thread, and is quick from its second signature on.
 */
class SignatureVerifier
{
public:
    enum class Verdict {
        Valid,
        Invalid,
        WrongLength, // of an ECDSA signature: RFC 7518 section 3.4
        OutOfRange, // one of its two numbers is not in 1 … n−1: RFC 8725 section 3.3
    };

    /**
     * Failure: the key is of another kind. What else checkFits() finds is not looked at: a key that should not have
     * been used may still have signed the token.
     */
    [[nodiscard]] static Checked<SignatureVerifier> make(const Key& key, const SignatureAlgorithm& algorithm);
    ~SignatureVerifier();
    SignatureVerifier(SignatureVerifier&&) noexcept;
    SignatureVerifier& operator=(SignatureVerifier&&) noexcept;

    [[nodiscard]] Verdict verify(QByteArrayView signingInput, QByteArrayView signature);

private:
    struct Contexts;
    explicit SignatureVerifier(std::unique_ptr<Contexts> contexts);

    std::unique_ptr<Contexts> m_contexts;
};

/** Whether an algorithm takes keys of this kind and curve. */
[[nodiscard]] Checked<> checkKind(const Key& key, const SignatureAlgorithm& algorithm);
/** Why a key does not do for an algorithm: its kind, its curve, its length, its own `use`, `key_ops` and `alg`. */
[[nodiscard]] Checked<> checkFits(const Key& key, const SignatureAlgorithm& algorithm, bool toSign);

} // namespace owb::jose
