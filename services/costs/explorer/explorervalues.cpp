// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorervalues.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

Error unknown(const QString &dimension)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::costs::Explorer",
            "Cost Explorer has no dimension \"%1\". It has: %2, tag:KEY, "
            "cost-category:NAME.")
            .arg(dimension, explorerDimensions().join(u", "_s)));
}

QStringList strings(const QJsonArray &array, const QString &prefix = {})
{
    QStringList all;
    for (const QJsonValue &each : array)
        all << prefix + each.toString();
    return all;
}

} // namespace

ExplorerValues::ExplorerValues(PaidAnswers &answers, const Clock &clock)
    : m_answers(answers)
    , m_clock(clock)
{
}

QCoro::Task<Result<PaidPages>> ExplorerValues::ask(
    QString operation, QJsonObject input, ExplorerSpan range, CancelToken token)
{
    const Result<ExplorerSpan> days = explorerRange({{}, range.from, range.to, {}, {}, {}}, m_clock.nowUtc().date());
    if (!days)
        co_return days.error();
    input.insert(u"TimePeriod"_s,
        QJsonObject{{u"Start"_s, days->from.toString(Qt::ISODate)}, {u"End"_s, days->to.toString(Qt::ISODate)}});
    co_return co_await m_answers.pages({u"ce"_s, operation, input, {}}, false, token);
}

QCoro::Task<Result<QStringList>> ExplorerValues::values(QString dimension, ExplorerSpan range, CancelToken token)
{
    const QString key = explorerDimension(dimension);
    if (!key.isEmpty())
        co_return co_await dimensionValues(key, range, token);
    const QString name = dimension.section(u':', 1);
    const bool isTag = dimension.startsWith(costdimension::TagPrefix);
    if (name.isEmpty() || (!isTag && !dimension.startsWith(costdimension::CostCategoryPrefix)))
        co_return unknown(dimension);
    const QString operation = isTag ? u"GetTags"_s : u"GetCostCategories"_s;
    const QJsonObject input{{isTag ? u"TagKey"_s : u"CostCategoryName"_s, name}};
    const Result<PaidPages> pages = co_await ask(operation, input, range, token);
    if (!pages)
        co_return pages.error();
    co_return strings(pages->all(isTag ? u"Tags"_s : u"CostCategoryValues"_s));
}

QCoro::Task<Result<QStringList>> ExplorerValues::dimensionValues(QString key, ExplorerSpan range, CancelToken token)
{
    const Result<PaidPages> pages = co_await ask(u"GetDimensionValues"_s, {{u"Dimension"_s, key}}, range, token);
    if (!pages)
        co_return pages.error();
    QStringList values;
    const QJsonArray all = pages->all(u"DimensionValues"_s);
    for (const QJsonValue &each : all)
        values << explorerKey(key, each[u"Value"_s].toString());
    co_return values;
}

QCoro::Task<Result<QStringList>> ExplorerValues::tags(ExplorerSpan range, CancelToken token)
{
    const Result<PaidPages> pages = co_await ask(u"GetTags"_s, {}, range, token);
    if (!pages)
        co_return pages.error();
    co_return strings(pages->all(u"Tags"_s), costdimension::TagPrefix);
}

QCoro::Task<Result<QStringList>> ExplorerValues::costCategories(ExplorerSpan range, CancelToken token)
{
    const Result<PaidPages> pages = co_await ask(u"GetCostCategories"_s, {}, range, token);
    if (!pages)
        co_return pages.error();
    co_return strings(pages->all(u"CostCategoryNames"_s), costdimension::CostCategoryPrefix);
}

QCoro::Task<Result<QMap<QString, QString>>> ExplorerValues::accountNames(ExplorerSpan range, CancelToken token)
{
    const Result<PaidPages> pages
        = co_await ask(u"GetDimensionValues"_s, {{u"Dimension"_s, u"LINKED_ACCOUNT"_s}}, range, token);
    if (!pages)
        co_return pages.error();
    QMap<QString, QString> names;
    const QJsonArray all = pages->all(u"DimensionValues"_s);
    for (const QJsonValue &each : all)
        names.insert(each[u"Value"_s].toString(), each[u"Attributes"_s][u"description"_s].toString());
    co_return names;
}

} // namespace sm::costs
