// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablefacts.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

int TableFacts::itemsFor(double units) const
{
    constexpr double unitBytes = 8192;
    const double itemBytes = items > 0 && bytes > 0 ? static_cast<double>(bytes) / static_cast<double>(items) : 1024;
    return static_cast<int>(std::clamp(units * unitBytes / itemBytes, 1.0, 1e6));
}

TableFacts factsOf(const QJsonObject &table)
{
    TableFacts facts;
    facts.name = table.value(u"TableName"_s).toString();
    facts.arn = table.value(u"TableArn"_s).toString();
    facts.items = table.value(u"ItemCount"_s).toInteger();
    facts.bytes = table.value(u"TableSizeBytes"_s).toInteger();
    facts.readUnits = table.value(u"ProvisionedThroughput"_s)[u"ReadCapacityUnits"_s].toDouble();
    const QJsonArray schema = table.value(u"KeySchema"_s).toArray();
    for (const QJsonValue each : schema) {
        const QByteArray name = each[u"AttributeName"_s].toString().toUtf8();
        if (each[u"KeyType"_s] == "HASH"_L1)
            facts.keys.prepend(name);
        else
            facts.keys << name;
    }
    return facts;
}

QCoro::Task<Result<QJsonObject>> describeTable(aws::Caller *caller, QString name, CancelToken token)
{
    const aws::Call call{u"dynamodb"_s, u"DescribeTable"_s, {{u"TableName"_s, name}}};
    const Result<aws::Answer> answer = co_await caller->read(call, token);
    if (!answer && answer.error().kind() == Error::Kind::NotFound)
        co_return Error(Error::Kind::NotFound,
            QCoreApplication::translate("sm::backups::Tables", "There is no table “%1”.").arg(name))
            .withCode(answer.error().code());
    if (!answer)
        co_return answer.error();
    co_return answer->output.value(u"Table"_s).toObject();
}

} // namespace sm::backups
