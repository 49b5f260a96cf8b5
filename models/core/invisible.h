#pragma once

namespace owb::core {

/**
 * True for a character that shows nothing or turns the direction of what stands around it: controls, marks and
 * overrides of direction (Unicode 15, Bidi_Control), line separators, spaces without width, fillers, tags. A text from
 * a database can disguise itself with one, so each reader shows them in its own way. The two joiners U+200C and U+200D
 * are not among them: emoji and several scripts are written with them.
 */
[[nodiscard]] constexpr bool isInvisible(char32_t c)
{
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool direction = c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e);
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool empty = c == 0xad || c == 0x200b || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
    const bool filler = c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
    return control || direction || separator || empty || filler || (c >= 0xe0000 && c <= 0xe007f);
}

} // namespace owb::core
