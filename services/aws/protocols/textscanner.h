// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>
#include <span>

namespace sm::aws {

/// Reads a fixed text form from left to right. A reader that does not find what it was asked for takes nothing.
class TextScanner
{
public:
    explicit TextScanner(QStringView text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_text.isEmpty(); }
    bool take(QStringView expected);
    bool take(QChar expected) { return take(QStringView(&expected, 1)); }
    /// Exactly \p count decimal digits.
    std::optional<int> digits(int count);
    /// All decimal digits that follow, at least one, as a fraction of a second; digits after the ninth are dropped.
    bool fraction(int &nanoseconds);
    /// The index of the choice that follows, -1 for none.
    int oneOf(std::span<const QStringView> choices);

private:
    QStringView m_text;
};

} // namespace sm::aws
