#include "jose/bulkverifier.h"

#include "jose/base64url.h"
#include "jose/joseheader.h"
#include "jose/keychoice.h"
#include "jose/signatureverifier.h"

#include <array>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr qsizetype mostHeaders = 1000; // of hostile tokens each may begin in its own way
constexpr qsizetype longestSignature = 2048; // bytes, of RSA with 16384 bits

} // namespace

/** What a header leads to: a verifier for each key that it may mean, or why there is none. */
struct BulkVerifier::Prepared
{
    Verdict verdict = Verdict::Invalid; // where there is no verifier
    std::vector<SignatureVerifier> verifiers;
};

struct BulkVerifier::Headers
{
    std::unordered_map<std::string, std::unique_ptr<Prepared>> all;
    QByteArray lastText; // of the token before, up to its dot
    Prepared* last = nullptr;

    [[nodiscard]] bool isLastOf(QByteArrayView token) const
    {
        const auto size = lastText.size();
        return last != nullptr && token.size() > size && token[size] == '.'
            && std::memcmp(token.data(), lastText.constData(), static_cast<std::size_t>(size)) == 0;
    }
};

BulkVerifier::BulkVerifier(KeySet keys, QStringList algorithms)
    : m_keys(std::move(keys))
    , m_algorithms(std::move(algorithms))
    , m_headers(std::make_unique<Headers>())
{ }

BulkVerifier::~BulkVerifier() = default;

BulkVerifier::Verdict BulkVerifier::verify(QByteArrayView token)
{
    const bool isLast = m_headers->isLastOf(token);
    const qsizetype first = isLast ? m_headers->lastText.size() : token.indexOf('.');
    const qsizetype last = token.indexOf('.', first + 1); // a third one would be no character of the signature
    if (first <= 0 || last < 0) {
        return Verdict::Malformed;
    }
    const auto signatureText = token.sliced(last + 1);
    if (signatureText.size() > longestSignature) {
        return Verdict::Malformed;
    }
    std::array<char, longestSignature> bytes; // NOLINT(*-member-init): written before it is read
    const auto size = decodeBase64Url(signatureText, bytes.data());
    if (!size) {
        return Verdict::Malformed;
    }
    Prepared& prepared = isLast ? *m_headers->last : preparedFor(token.first(first));
    for (SignatureVerifier& verifier : prepared.verifiers) {
        if (verifier.verify(token.first(last), {bytes.data(), *size}) == SignatureVerifier::Verdict::Valid) {
            return Verdict::Valid;
        }
    }
    return prepared.verdict;
}

BulkVerifier::Prepared& BulkVerifier::preparedFor(QByteArrayView header)
{
    if (static_cast<qsizetype>(m_headers->all.size()) == mostHeaders) {
        m_headers->all.clear();
    }
    auto& place = m_headers->all[std::string(header.data(), static_cast<std::size_t>(header.size()))];
    if (!place) {
        place = prepare(header);
    }
    m_headers->lastText = header.toByteArray();
    m_headers->last = place.get();
    return *place;
}

std::unique_ptr<BulkVerifier::Prepared> BulkVerifier::prepare(QByteArrayView text) const
{
    auto prepared = std::make_unique<Prepared>();
    const auto bytes = fromBase64Url(text);
    const auto header = bytes && !bytes->isEmpty() ? JoseHeader::read(*bytes, {}, JoseHeader::Use::Signature)
                                                   : Checked<JoseHeader>(Refused(emptyHeader()));
    if (!header || !header->payloadIsEncoded()) {
        prepared->verdict = Verdict::Malformed;
        return prepared;
    }
    const auto* const algorithm = findSignatureAlgorithm(header->algorithm());
    if (algorithm == nullptr || (!m_algorithms.isEmpty() && !m_algorithms.contains(header->algorithm()))
        || m_keys.keys.isEmpty()) {
        prepared->verdict = m_keys.keys.isEmpty() ? Verdict::UnknownKey : Verdict::NotAllowed;
        return prepared;
    }
    const auto choice =
        chooseKeys(m_keys, *header, [algorithm](const Key& key) { return checkFits(key, *algorithm, false); });
    if (!choice) {
        prepared->verdict = choice.error().rule == u"T-AL-20" ? Verdict::UnknownKey : Verdict::NotAllowed;
        return prepared;
    }
    for (const Key& key : choice->candidates) {
        auto verifier = SignatureVerifier::make(key, *algorithm);
        if (verifier) {
            prepared->verifiers.push_back(*std::move(verifier));
        }
    }
    return prepared;
}

} // namespace owb::jose
