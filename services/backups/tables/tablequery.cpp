// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablequery.h"

#include "selectstatement.h"

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

QCoro::Task<Result<QJsonObject>> queryTable(
    aws::Caller *caller, WritePermit permit, TableInput input, CancelToken token)
{
    const Result<QString> statement = selectOn(input.statement, input.table);
    if (!statement)
        co_return statement.error();
    const Result<QJsonArray> parameters = attributeValues(input.parameters);
    if (!parameters)
        co_return parameters.error();
    aws::Call call{u"dynamodb"_s, u"ExecuteStatement"_s, {{u"Statement"_s, *statement}}};
    if (!parameters->isEmpty())
        call.input.insert(u"Parameters"_s, *parameters);
    if (input.rows > 0 && input.rows < 1000)
        call.input.insert(u"Limit"_s, input.rows); // of items looked at: no more is read than is wanted at first
    QJsonArray rows;
    while (true) {
        const Result<aws::Answer> answer = co_await caller->write(permit, call, Repeat::Read, token);
        if (!answer)
            co_return answer.error().withChanged(Error::Changed::No);
        const QJsonArray items = answer->output.value(u"Items"_s).toArray();
        for (const QJsonValue each : items) {
            if (rows.size() < input.rows)
                rows << plainItem(each.toObject());
        }
        const QString next = answer->output.value(u"NextToken"_s).toString();
        const bool isWhole = next.isEmpty();
        if (isWhole || rows.size() >= input.rows)
            co_return QJsonObject{{u"rows"_s, rows}, {u"count"_s, rows.size()}, {u"isWhole"_s, isWhole}};
        call.input.insert(u"NextToken"_s, next);
    }
}

} // namespace sm::backups
