// SPDX-License-Identifier: GPL-3.0-or-later
#include "textscanner.h"

namespace sm::aws {

namespace {

bool isDigit(QChar character) { return character >= u'0' && character <= u'9'; }

int value(QChar digit) { return digit.unicode() - u'0'; }

} // namespace

bool TextScanner::take(QStringView expected)
{
    if (!m_text.startsWith(expected))
        return false;
    m_text = m_text.mid(expected.size());
    return true;
}

std::optional<int> TextScanner::digits(int count)
{
    const QStringView found = m_text.left(count);
    if (found.size() < count || !std::all_of(found.begin(), found.end(), isDigit))
        return std::nullopt;
    m_text = m_text.mid(count);
    int number = 0;
    for (const QChar digit : found)
        number = number * 10 + value(digit);
    return number;
}

bool TextScanner::fraction(int &nanoseconds)
{
    if (atEnd() || !isDigit(m_text.front()))
        return false;
    int unit = 100'000'000;
    for (; !atEnd() && isDigit(m_text.front()); m_text = m_text.mid(1), unit /= 10)
        nanoseconds += value(m_text.front()) * unit;
    return true;
}

int TextScanner::oneOf(std::span<const QStringView> choices)
{
    const auto found
        = std::find_if(choices.begin(), choices.end(), [this](QStringView choice) { return take(choice); });
    return found == choices.end() ? -1 : int(found - choices.begin());
}

} // namespace sm::aws
