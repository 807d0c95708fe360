// SPDX-License-Identifier: GPL-3.0-or-later
#include "durationtext.h"

#include <QRegularExpression>

#include <array>
#include <utility>

namespace sm {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr std::array<std::pair<const char *, qint64>, 5> units{
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

QString pattern()
{
    QString parts = u"(?=[0-9])"_s;
    for (const auto &[name, size] : units)
        parts += u"(?:([0-9]{1,9})%1)?"_s.arg(QLatin1String(name));
    return QRegularExpression::anchoredPattern(parts);
}

} // namespace

std::optional<milliseconds> durationOf(const QString &text)
{
    static const QRegularExpression form(pattern());
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    milliseconds sum{0};
    int group = 0;
    for (const auto &[name, size] : units)
        sum += milliseconds(match.captured(++group).toLongLong() * size);
    return sum;
}

QString durationText(milliseconds duration)
{
    QString text;
    for (const auto &[name, size] : units) {
        const qint64 whole = duration.count() / size;
        duration -= milliseconds(whole * size);
        if (whole > 0)
            text += QString::number(whole) + QLatin1String(name);
    }
    return text.isEmpty() ? u"0s"_s : text;
}

} // namespace sm
