// SPDX-License-Identifier: GPL-3.0-or-later
#include "amounttext.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <array>
#include <cmath>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::charts", text); }

constexpr QChar minus(0x2212);
constexpr QChar tight(0xa0);
constexpr int usualDecimals = 2;
constexpr int mostDecimals = 8;

QString symbolOf(const QString &currency)
{
    static const QHash<QString, QString> symbols{
        {u"USD"_s, u"$"_s}, {u"EUR"_s, u"€"_s}, {u"GBP"_s, u"£"_s}, {u"JPY"_s, u"¥"_s}};
    return symbols.value(currency);
}

/// \p digits is without a sign.
QString withUnit(const QString &digits, const QString &currency)
{
    const QString symbol = symbolOf(currency);
    if (!symbol.isEmpty())
        return symbol + digits;
    return currency.isEmpty() ? digits : digits + tight + currency;
}

/// "1234.5" with a comma after each three digits before the point.
QString grouped(QString digits)
{
    const qsizetype point = digits.indexOf(u'.');
    for (qsizetype at = (point < 0 ? digits.size() : point) - 3; at > 0; at -= 3)
        digits.insert(at, u',');
    return digits;
}

bool hasDigits(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar each) { return each >= u'1' && each <= u'9'; });
}

/// As few as show that there is something.
int decimalsFor(const Decimal &magnitude)
{
    int decimals = usualDecimals;
    while (decimals < mostDecimals && !magnitude.isZero() && !hasDigits(magnitude.rounded(decimals)))
        ++decimals;
    return decimals;
}

QString unsignedMoney(const Decimal &amount, const QString &currency)
{
    const Decimal magnitude = amount.magnitude();
    return withUnit(grouped(magnitude.rounded(decimalsFor(magnitude))), currency);
}

struct Scale
{
    double unit;
    const char16_t *letter;
};

/// Thousands are written out; nobody has to count zeros beyond.
Scale scaleOf(double magnitude)
{
    for (const Scale &scale : std::array{Scale{1e12, u"T"}, Scale{1e9, u"B"}, Scale{1e6, u"M"}})
        if (magnitude >= scale.unit)
            return scale;
    return {1, u""};
}

} // namespace

QString moneyText(const Decimal &amount, const QString &currency)
{
    const QString text = unsignedMoney(amount, currency);
    return amount.isNegative() ? minus + text : text;
}

QString moneyText(double amount, const QString &currency)
{
    if (!std::isfinite(amount))
        return u"–"_s;
    const QString digits = grouped(QString::number(std::fabs(amount), 'f', std::fabs(amount) < 1000 ? 2 : 0));
    return amount < 0 ? minus + withUnit(digits, currency) : withUnit(digits, currency);
}

QString signedMoneyText(const Decimal &amount, const QString &currency)
{
    const QString text = moneyText(amount, currency);
    return amount.isNegative() || amount.isZero() ? text : u'+' + text;
}

QString exactText(const Decimal &amount, const QString &currency)
{
    if (amount.decimals() <= decimalsFor(amount.magnitude()))
        return {};
    const QString text = withUnit(grouped(amount.magnitude().toString()), currency);
    return amount.isNegative() ? minus + text : text;
}

QString tickText(double amount, double step, const QString &currency)
{
    const Scale scale = scaleOf(std::fabs(amount) > 0 ? std::max(std::fabs(amount), std::fabs(step)) : 0);
    const double shown = std::fabs(amount) / scale.unit;
    if (shown >= 1e6)
        return QString::number(amount, 'e', 1);
    int decimals = 0;
    for (double part = std::fabs(step) / scale.unit;
        decimals < mostDecimals && std::fabs(part - std::round(part)) > 1e-6; part *= 10)
        ++decimals;
    if (amount == 0)
        decimals = 0;
    const QString text
        = withUnit(grouped(QString::number(shown, 'f', decimals)) + QString::fromUtf16(scale.letter), currency);
    return amount < 0 ? minus + text : text;
}

QString shareText(double share)
{
    if (!std::isfinite(share))
        return u"–"_s;
    const QString digits = QString::number(std::fabs(share) * 100, 'f', 1);
    return (share < 0 && digits != u"0.0"_s ? QString(minus) : QString()) + digits + tight + u'%';
}

QString changeText(double now, double before)
{
    if (!std::isfinite(now) || !std::isfinite(before))
        return u"–"_s;
    if (now == before)
        return tr("no change");
    if (before == 0)
        return tr("new");
    const double change = (now - before) / std::fabs(before);
    if (std::fabs(change) >= 10) // "+4,817 %" says less than "49 times"
        return change > 0 && before > 0 ? tr("%1 times").arg(grouped(QString::number(now / before, 'f', 0)))
                                        : (change > 0 ? tr("much more") : tr("much less"));
    const QString digits = QString::number(std::fabs(change) * 100, 'f', 1);
    return (change > 0 ? QChar(u'+') : minus) + digits + tight + u'%';
}

QString dayText(const QDate &day, bool weekday)
{
    return QLocale(QLocale::English).toString(day, weekday ? u"ddd, d MMM yyyy"_s : u"d MMM yyyy"_s);
}

QString monthText(const QDate &month) { return QLocale(QLocale::English).toString(month, u"MMM yyyy"_s); }

} // namespace sm::charts
