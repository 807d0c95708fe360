// SPDX-License-Identifier: GPL-3.0-or-later
#include "durationtext.h"

#include <QRegularExpression>

#include <array>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Unit
{
    QLatin1String name;
    qint64 milliseconds;
};
constexpr std::array units{
    Unit{"d"_L1, 86'400'000}, Unit{"h"_L1, 3'600'000}, Unit{"m"_L1, 60'000}, Unit{"s"_L1, 1000}, Unit{"ms"_L1, 1}};

} // namespace

std::optional<std::chrono::milliseconds> durationOf(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"(?=[0-9])(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?"_s));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    qint64 sum = 0;
    for (size_t i = 0; i < units.size(); ++i)
        sum += match.captured(static_cast<int>(i) + 1).toLongLong() * units[i].milliseconds;
    return std::chrono::milliseconds(sum);
}

QString durationText(std::chrono::milliseconds duration)
{
    qint64 left = duration.count();
    QString text;
    for (const Unit &unit : units) {
        if (const qint64 whole = left / unit.milliseconds; whole > 0)
            text += QString::number(whole) + unit.name;
        left %= unit.milliseconds;
    }
    return text.isEmpty() ? u"0s"_s : text;
}

} // namespace sm::runbooks
