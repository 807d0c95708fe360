// SPDX-License-Identifier: GPL-3.0-or-later
#include "athenaasked.h"

#include <QCoreApplication>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

AthenaAsked::AthenaAsked(CostStore &store, SystemId system)
    : m_kept(store, std::move(system), CostSource::Athena)
{
}

QCoro::Task<Result<CostSourceInfo>> AthenaAsked::info(CancelToken token)
{
    Result<CostSourceInfo> info = co_await m_kept.info(token);
    if (!info && info.error().kind() == Error::Kind::NotFound) {
        co_return Error(Error::Kind::NotFound,
            QCoreApplication::translate(
                "sm::costs::AthenaAsked", "No query has brought costs out of Athena yet. Run “Charges by day”."));
    }
    if (info)
        info->title = u"Athena"_s;
    co_return std::move(info);
}

QCoro::Task<Result<CostAnswer>> AthenaAsked::answer(CostQuery query, bool fresh, CancelToken token)
{
    Result<CostAnswer> answer = co_await m_kept.answer(std::move(query), fresh, token);
    if (answer)
        answer->source = u"Athena"_s;
    co_return std::move(answer);
}

QCoro::Task<Result<QStringList>> AthenaAsked::values(QString dimension, CancelToken token)
{
    return m_kept.values(std::move(dimension), std::move(token));
}

} // namespace sm::costs
