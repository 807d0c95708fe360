// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/keptanswer.h>

/// Answers as Cost Explorer gives them, for tests of what keeps them.
namespace sm::test {

inline Decimal amount(const char *text) { return *Decimal::parse(QByteArrayView(text)); }

inline costs::CostQuestion question(const QDate &from = QDate(2026, 11, 1), const QDate &to = QDate(2026, 12, 1))
{
    costs::CostQuestion made;
    made.system = {QStringLiteral("shop")};
    made.scope = QStringLiteral("111111111111");
    made.query.from = from;
    made.query.to = to;
    made.query.granularity = CostGranularity::Day;
    made.query.groupBy = QStringList{costdimension::Service, costdimension::TagPrefix + QStringLiteral("team")};
    made.query.filters = {{costdimension::Region, {QStringLiteral("eu-west-1"), QStringLiteral("us-east-1")}, false},
        {costdimension::LineItemType, {QStringLiteral("Tax")}, true}};
    return made;
}

inline CostAnswer answerTo(const costs::CostQuestion &question, const QDateTime &asOf, bool estimated = false)
{
    CostAnswer made;
    made.query = question.query;
    made.currency = QStringLiteral("USD");
    made.total = amount("72024.307163370939927065068");
    made.periods = {question.query.from, question.query.from.addDays(1)};
    made.estimated = {false, estimated};
    made.groups
        = {{{QStringLiteral("Amazon EC2"), QStringLiteral("caf\u00e9 \"x\"")}, amount("72024.507163370939927065068"),
               {amount("72024.507163370939927065067"), amount("0.000000000000000000001")}},
            {{QStringLiteral("Credits"), QString()}, amount("-0.2"), {amount("-0.1"), amount("-0.1")}}};
    made.source = QStringLiteral("Cost Explorer");
    made.asOf = asOf;
    return made;
}

inline bool isSame(const CostAnswer &a, const CostAnswer &b)
{
    return a.query == b.query && a.currency == b.currency && a.total == b.total && a.periods == b.periods
        && a.estimated == b.estimated && a.groups == b.groups && a.source == b.source && a.asOf == b.asOf;
}

} // namespace sm::test
