#include "inspector/step.h"

#include "inspector/texts.h"

#include <QMetaEnum>

#include <algorithm>

namespace owb::inspector {

namespace {

using Kind = Step::Kind;

/** The steps that prove who made a token, or would if a key were there. */
bool proves(const Step& step)
{
    return step.kind == Kind::Key || step.kind == Kind::Signature || step.kind == Kind::Decryption;
}

/** The steps behind these in an SD-JWT, which prove more where they passed. */
bool extends(const Step& step)
{
    return step.kind == Kind::Disclosures || step.kind == Kind::Binding;
}

const Step* first(const Trace& trace, Step::Outcome outcome)
{
    const auto found = std::find_if(trace.begin(), trace.end(), [outcome](const Step& step) {
        return step.outcome == outcome && (outcome == Step::Outcome::Failed || proves(step));
    });
    return found == trace.end() ? nullptr : &*found;
}

template <class Enum> QString lowered(Enum value)
{
    QString text = QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
    text[0] = text.at(0).toLower();
    return text;
}

} // namespace

Step passed(Step::Kind kind, const QString& what, const QString& reference)
{
    return {kind, Step::Outcome::Passed, what, {}, reference, {}};
}

Step failed(Step::Kind kind, const jose::Fault& fault)
{
    return {kind, Step::Outcome::Failed, fault.what, fault.remedy, fault.reference, fault.rule};
}

Step notChecked(Step::Kind kind, const QString& what, const QString& reference, const QString& remedy)
{
    return {kind, Step::Outcome::NotChecked, what, remedy, reference, {}};
}

Step::Outcome verdict(const Trace& trace)
{
    const Step* const step = decisive(trace);
    return step == nullptr ? Step::Outcome::NotChecked : step->outcome;
}

const Step* decisive(const Trace& trace)
{
    const Step* const broken = first(trace, Step::Outcome::Failed);
    if (broken != nullptr) {
        return broken;
    }
    const Step* const open = first(trace, Step::Outcome::NotChecked);
    if (open != nullptr) {
        return open;
    }
    const auto last = std::find_if(trace.rbegin(), trace.rend(),
        [](const Step& step) { return step.outcome == Step::Outcome::Passed && (proves(step) || extends(step)); });
    return last == trace.rend() ? nullptr : &*last;
}

QString title(Step::Kind kind)
{
    switch (kind) {
    case Kind::Structure:
        return StepText::tr("Structure");
    case Kind::Algorithm:
        return StepText::tr("Algorithm allowed");
    case Kind::Key:
        return StepText::tr("Key found");
    case Kind::Signature:
        return StepText::tr("Signature");
    case Kind::Decryption:
        return StepText::tr("Decryption");
    case Kind::Disclosures:
        return StepText::tr("Disclosures");
    case Kind::Type:
        return StepText::tr("Type");
    case Kind::Issuer:
        return StepText::tr("Issuer");
    case Kind::Audience:
        return StepText::tr("Audience");
    case Kind::Time:
        return StepText::tr("Time");
    case Kind::Binding:
        return StepText::tr("Sender binding");
    }
    return {};
}

QString name(Step::Kind kind)
{
    return lowered(kind);
}

QString name(Step::Outcome outcome)
{
    using namespace Qt::StringLiterals;
    return outcome == Step::Outcome::NotChecked ? u"not checked"_s : lowered(outcome);
}

} // namespace owb::inspector
