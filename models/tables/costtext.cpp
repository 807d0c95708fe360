// SPDX-License-Identifier: GPL-3.0-or-later
#include "costtext.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QChar Minus(0x2212);
constexpr int Cents = 2;

QString tr(const char *text) { return QCoreApplication::translate("sm::tables::CostTable", text); }

/// With a separator after each three digits before the point.
QString grouped(QString digits)
{
    const qsizetype point = digits.indexOf(u'.');
    for (qsizetype at = (point < 0 ? digits.size() : point) - 3; at > 0; at -= 3)
        digits.insert(at, u',');
    return digits;
}

/// As many places as show its first two digits.
int placesOf(const Decimal &amount)
{
    const double size = amount.toDouble();
    if (size == 0 || size >= 0.005)
        return Cents;
    return std::min(static_cast<int>(std::ceil(-std::log10(size))) + 1, Decimal::MaxDecimals);
}

QString percentText(double percent)
{
    const QString digits = QString::number(std::abs(percent), 'f', std::abs(percent) < 999.5 ? 1 : 0);
    return grouped(digits) + u" %"_s;
}

} // namespace

QString amountText(const Decimal &amount)
{
    const Decimal size = amount.magnitude();
    return (amount.isNegative() ? QString(Minus) : QString()) + grouped(size.rounded(placesOf(size)));
}

QString shareText(const Decimal &part, const Decimal &whole)
{
    if (whole.isZero())
        return u"–"_s;
    const double percent = 100 * part.toDouble() / whole.toDouble();
    return (percent <= -0.05 ? QString(Minus) : QString()) + percentText(percent);
}

double relativeChange(const Decimal &now, const Decimal &before)
{
    if (before.isZero())
        return now.isZero() ? 0 : std::numeric_limits<double>::infinity();
    return (now - before).toDouble() / std::abs(before.toDouble());
}

QString changeText(const Decimal &now, const Decimal &before)
{
    if (now == before)
        return tr("no change");
    if (before.isZero())
        return tr("new");
    if (now.isZero())
        return tr("gone");
    return (now < before ? QString(Minus) : u"+"_s) + percentText(100 * relativeChange(now, before));
}

QString dimensionTitle(const QString &dimension)
{
    static const QHash<QString, const char *> titles{
        {costdimension::Service, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Service")},
        {costdimension::Account, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Account")},
        {costdimension::Region, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Region")},
        {costdimension::UsageType, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Usage type")},
        {costdimension::Resource, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Resource")},
        {costdimension::LineItemType, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Line item type")},
        {costdimension::Operation, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Operation")},
        {costdimension::Provider, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Provider")},
        {costdimension::ServiceCategory, QT_TRANSLATE_NOOP("sm::tables::CostTable", "Service category")},
    };
    if (const char *title = titles.value(dimension))
        return tr(title);
    if (dimension.startsWith(costdimension::TagPrefix))
        return tr("Tag %1").arg(dimension.mid(costdimension::TagPrefix.size()));
    if (dimension.startsWith(costdimension::CostCategoryPrefix))
        return tr("Cost category %1").arg(dimension.mid(costdimension::CostCategoryPrefix.size()));
    return dimension.isEmpty() ? tr("Total") : dimension;
}

QString groupName(const QString &value) { return value.isEmpty() ? tr("(none)") : value; }

QString periodText(const QDate &first, CostGranularity granularity)
{
    return QLocale(QLocale::English)
        .toString(first, granularity == CostGranularity::Month ? u"MMM yyyy"_s : u"d MMM yyyy"_s);
}

} // namespace sm::tables
