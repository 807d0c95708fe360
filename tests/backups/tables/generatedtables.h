// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/json.h>
#include <net/wakeup.h>

#include <QHash>
#include <QJsonArray>

#include <functional>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// DynamoDB with tables that are computed page by page, so that they may be as large as one likes.
class GeneratedTables final : public aws::Caller
{
public:
    struct Table
    {
        qint64 items = 0;
        /// The JSON of an item by its number; empty: there is none.
        std::function<QByteArray(qint64 number)> item;
        qint64 stride = 1; ///< items come in the order 0, stride, 2 × stride, … modulo items; without common divisors
        double readUnits = 0;
    };

    QHash<QString, Table> tables;
    qint64 pageItems = 5000;
    qint64 failAt = -1; ///< the scan of this page fails
    QStringList calls;
    QList<QJsonObject> scans;

    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override
    {
        net::Wakeup wakeup;
        wakeup.wake();
        co_await wakeup;
        if (token.isCancelled())
            co_return Error::cancelled();
        calls << call.operation;
        const QString name = call.input.value(u"TableName"_s).toString();
        if (call.operation == "DescribeTable"_L1)
            co_return described(name);
        if (call.operation == "BatchGetItem"_L1)
            co_return batch(call.input.value(u"RequestItems"_s).toObject());
        scans << call.input;
        if (failAt == scans.size())
            co_return Error(Error::Kind::Network, u"No connection."_s);
        const Result<QJsonObject> output = call.reader(page(tables.value(name), call.input));
        if (!output)
            co_return output.error();
        co_return aws::Answer{*output, {}, 1};
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call call, Repeat, CancelToken) override
    {
        co_return Error(Error::Kind::Internal, call.operation);
    }
    Result<net::HttpRequest> preview(aws::Call call) const override
    {
        return Error(Error::Kind::Internal, call.operation);
    }

private:
    Result<aws::Answer> described(const QString &name) const
    {
        if (!tables.contains(name))
            return Error(Error::Kind::NotFound, u"no table"_s).withCode(u"ResourceNotFoundException"_s);
        const Table table = tables.value(name);
        const QJsonObject key{{u"AttributeName"_s, u"id"_s}, {u"KeyType"_s, u"HASH"_s}};
        const QJsonObject units{{u"ReadCapacityUnits"_s, table.readUnits}};
        return aws::Answer{
            {{u"Table"_s,
                QJsonObject{{u"TableName"_s, name}, {u"KeySchema"_s, QJsonArray{key}}, {u"ItemCount"_s, table.items},
                    {u"TableSizeBytes"_s, table.items * 100}, {u"ProvisionedThroughput"_s, units}}}},
            {}, 1};
    }
    /// A segment has every n-th item of the order.
    QByteArray page(const Table &table, const QJsonObject &input) const
    {
        const qint64 segments = input.value(u"TotalSegments"_s).toInteger(1);
        const qint64 most = input.value(u"Limit"_s).toInteger(pageItems);
        const QString last = input.value(u"ExclusiveStartKey"_s)[u"at"_s][u"N"_s].toString();
        qint64 at = last.isEmpty() ? input.value(u"Segment"_s).toInteger() : last.toLongLong();
        QByteArray items;
        qint64 count = 0;
        for (; at < table.items && count < most; at += segments) {
            const QByteArray item = table.item(at * table.stride % table.items);
            if (item.isEmpty())
                continue;
            items += (count++ == 0 ? "" : ",") + item;
        }
        QByteArray body = "{\"Count\":" + QByteArray::number(count) + ",\"Items\":[" + items
            + "],\"ConsumedCapacity\":{\"CapacityUnits\":" + QByteArray::number(static_cast<double>(count) / 80) + "}";
        if (at < table.items)
            body += ",\"LastEvaluatedKey\":{\"at\":{\"N\":\"" + QByteArray::number(at) + "\"}}";
        return body + "}";
    }
    Result<aws::Answer> batch(const QJsonObject &request) const
    {
        const QString name = request.constBegin().key();
        const Table table = tables.value(name);
        QJsonArray found;
        const QJsonArray keys = request.constBegin().value()[u"Keys"_s].toArray();
        for (const QJsonValue key : keys) {
            const qint64 number = key[u"id"_s][u"S"_s].toString().mid(1).toLongLong();
            const QByteArray item = number < table.items ? table.item(number) : QByteArray();
            if (!item.isEmpty())
                found << parseJson(item).value_or(QJsonValue());
        }
        return aws::Answer{{{u"Responses"_s, QJsonObject{{name, found}}}}, {}, 1};
    }
};

} // namespace sm::test
