// SPDX-License-Identifier: GPL-3.0-or-later
#include "settledfunction.h"

#include <aws/waiter.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

QCoro::Task<Result<FunctionFacts>> settledFunction(
    const FunctionSources *sources, net::Sleeper *sleeper, QString waiter, QString function, CancelToken token)
{
    const auto service = sources->models.service(u"lambda"_s);
    if (!service)
        co_return service.error();
    const aws::WaiterModel *const model = (*service)->waiter(waiter);
    if (!model)
        co_return Error(Error::Kind::Internal,
            QCoreApplication::translate("sm::backups::Functions", "How to wait for a function is not known here."));
    const aws::Call poll{u"lambda"_s, u"GetFunction"_s, {{u"FunctionName"_s, function}}};
    aws::Waiter waiting(sources->caller, *sleeper);
    const Result<QJsonObject> answer = co_await waiting.until(*model, poll, {}, {}, token);
    if (!answer)
        co_return answer.error();
    co_return functionFactsFrom(*answer);
}

} // namespace sm::backups
