#include "codecommands.h"

#include "await.h"
#include "core/clock.h"
#include "input.h"
#include "oauth/codejson.h"
#include "output.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

Outcome codeAdd(const Arguments& arguments, const core::Clock& clock)
{
    const auto text = readText(arguments.from);
    if (!text) {
        return text.error();
    }
    const auto code = oauth::codeFromJson(*text, clock.now());
    if (!code) {
        return failed(code.error());
    }
    const auto opened = openFor(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const auto stored = await(opened->repository->saveCode(*code));
    if (!stored) {
        return failed(stored.error());
    }
    const store::SchemaInfo& schema = opened->repository->schema();
    oauth::AuthorizationCode shown = *stored;
    shown.code = code->code; // the database may keep only a digest
    const QString json = oauth::toJson(shown, {schema.profile, schema.codes.table});
    const bool written = arguments.json ? writeJson(json) : writeLine(u"code  "_s + printable(code->code.revealText()));
    return afterChange(written, u"The code was stored, but could not be printed and is lost; add another."_s);
}

} // namespace owb::cli
