// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiterchoice.h"

#include "input.h"

#include <aws/cliname.h>
#include <aws/nearestname.h>
#include <aws/validate.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Waiters", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

/// "lambda:function-updated", and its input.
struct Wanted
{
    QString name;
    QJsonObject with;
};

Result<Wanted> wantedBy(const Step &step)
{
    if (step.operation.uses != "wait"_L1)
        return Wanted{step.operation.uses.section(u':', 1), step.operation.with};
    Input input(step, {u"waiter"_s, u"with"_s});
    const Wanted wanted{input.requiredText(u"waiter"_s), input.object(u"with"_s)};
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return wanted;
}

const aws::WaiterModel *findWaiter(const aws::ServiceModel &service, const QString &name)
{
    const QStringList all = service.waiterNames();
    const auto found = std::find_if(
        all.begin(), all.end(), [&name](const QString &each) { return each == name || aws::cliName(each) == name; });
    return found == all.end() ? nullptr : service.waiter(*found);
}

Error noSuchWaiter(const aws::ServiceModel &service, const QString &name)
{
    QStringList known;
    for (const QString &each : service.waiterNames())
        known << aws::cliName(each);
    if (known.isEmpty())
        return invalid(
            tr("%1 has nothing that can be waited for. Use “watch” with one of its reads.").arg(service.name()));
    const QString nearest = aws::nearestName(name, known);
    return nearest.isEmpty()
        ? invalid(tr("%1 has no waiter “%2”; known are %3.").arg(service.name(), name, known.join(u", "_s)))
        : invalid(tr("%1 has no waiter “%2”; did you mean “%3”?").arg(service.name(), name, nearest));
}

/// What the waiter's own conditions name is taken out of the input, unless the operation has a member of that name.
QJsonObject takeParameters(const WaiterChoice &choice, QJsonObject &with)
{
    QJsonObject parameters;
    for (const QString &name : choice.waiter.parameters()) {
        if (!with.contains(name))
            continue;
        parameters.insert(name, with.value(name));
        const aws::Shape *input = choice.operation().input;
        if (!input || !input->member(name))
            with.remove(name);
    }
    return parameters;
}

Result<void> isFit(const WaiterChoice &choice)
{
    if (const auto bound = choice.waiter.bound(choice.parameters); !bound)
        return bound.error();
    return aws::validate(choice.operation(), choice.poll.input);
}

} // namespace

QString WaiterChoice::shownName() const { return aws::cliName(waiter.name); }

Result<WaiterChoice> waiterFor(const Step &step, const aws::Models &models)
{
    const Result<Wanted> wanted = wantedBy(step);
    if (!wanted)
        return wanted.error();
    const Result<std::shared_ptr<const aws::ServiceModel>> service = models.service(wanted->name.section(u':', 0, 0));
    if (!service)
        return service.error();
    const QString name = wanted->name.section(u':', 1);
    const aws::WaiterModel *waiter = findWaiter(**service, name);
    if (!waiter)
        return noSuchWaiter(**service, name);
    if (!(*service)->operation(waiter->operation))
        return invalid(tr("%1 is not known here, so “%2” can not be waited for.").arg(waiter->operation, name));
    WaiterChoice choice{*service, *waiter, {(*service)->name(), waiter->operation, wanted->with}, {}};
    choice.parameters = takeParameters(choice, choice.poll.input);
    // What an earlier step will give is checked right before the first look.
    if (step.deferred.isEmpty()) {
        if (const auto fit = isFit(choice); !fit)
            return fit.error();
    }
    return choice;
}

} // namespace sm::executors
