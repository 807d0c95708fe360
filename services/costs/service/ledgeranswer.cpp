// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgeranswer.h"

#include <QCoroFuture>
#include <QtConcurrent>

namespace sm::costs {

QCoro::Task<Result<CostAnswer>> answerAside(LedgerList ledgers, CostQuery query, CancelToken token)
{
    QFuture<Result<CostAnswer>> summing = QtConcurrent::run(answer, ledgers, query);
    Result<CostAnswer> summed = co_await summing;
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return std::move(summed);
}

QCoro::Task<Result<QStringList>> valuesAside(
    LedgerList ledgers, CostMetric metric, QString dimension, CancelToken token)
{
    CostQuery query;
    query.metric = metric;
    query.groupBy = QStringList{dimension};
    const Result<CostAnswer> summed = co_await answerAside(std::move(ledgers), query, token);
    if (!summed)
        co_return summed.error();
    QStringList values;
    for (const CostGroup &group : summed->groups)
        values.append(group.key.value(0));
    co_return std::move(values);
}

} // namespace sm::costs
