// SPDX-License-Identifier: GPL-3.0-or-later
#include "mojibake.h"

#include <QStringDecoder>

#include <array>
#include <optional>

namespace sm::markdown {

namespace {

/// What Windows-1252 has at 0x80 to 0x9f; the five bytes it does not define are the controls of Latin-1.
constexpr std::array<char16_t, 32> upperControls{0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6,
    0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178};

/// The byte above ASCII that Windows-1252 has for \p character.
std::optional<char> windowsByte(QChar character)
{
    const char16_t code = character.unicode();
    if (code >= 0xa0 && code <= 0xff)
        return static_cast<char>(code);
    const auto *found = std::find(upperControls.begin(), upperControls.end(), code);
    if (found == upperControls.end())
        return {};
    return static_cast<char>(0x80 + (found - upperControls.begin()));
}

bool isClosingMark(QChar character)
{
    return QStringView(u"\u2018\u2019\u201c\u201d\u201e\u2026\u2013\u2014\u203a\u00bb").contains(character);
}

/// A word's last letter with the quotes, dashes or dots after it ("MENÜ“", "café”…") can be UTF-8 by accident.
bool isEndOfWord(QStringView before, QStringView run, QStringView after)
{
    if (before.isEmpty() || !before.back().isLetter() || (!after.isEmpty() && after.front().isLetter()))
        return false;
    return std::all_of(run.begin() + 1, run.end(), isClosingMark);
}

std::optional<QString> decoded(QStringView run)
{
    QByteArray bytes;
    for (const QChar character : run)
        bytes += *windowsByte(character);
    QStringDecoder utf8(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = utf8(bytes);
    const auto isControl = [](QChar character) { return character.category() == QChar::Other_Control; };
    if (utf8.hasError() || std::any_of(text.cbegin(), text.cend(), isControl))
        return {};
    return text;
}

/// One pass; \p text itself when nothing in it was wrong.
QString repairedOnce(const QString &text)
{
    QString result;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && windowsByte(text.at(end)))
            ++end;
        if (end == at) {
            ++at;
            continue;
        }
        const QStringView all(text);
        const QStringView run = all.mid(at, end - at);
        const std::optional<QString> right
            = isEndOfWord(all.first(at), run, all.mid(end)) ? std::nullopt : decoded(run);
        if (right) {
            result += all.mid(copied, at - copied);
            result += *right;
            copied = end;
        }
        at = end;
    }
    return copied == 0 ? text : result + text.mid(copied);
}

} // namespace

QString repaired(const QString &text)
{
    const auto isPlain = [](QChar character) { return character.unicode() < 0x80; };
    if (std::all_of(text.cbegin(), text.cend(), isPlain))
        return text;
    return repairedOnce(repairedOnce(text));
}

} // namespace sm::markdown
