// SPDX-License-Identifier: GPL-3.0-or-later
#include "waitplanner.h"

#include "knownwrites.h"
#include "secretvalues.h"
#include "waiterchoice.h"

#include <aws/cliname.h>
#include <core/durationtext.h>
#include <operations/cliline.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::WaitPlanner", text); }

/// The AWS CLI knows the models' own waiters. Ours have conditions on values, or no end: there the line looks once.
QString cliOf(const WaiterChoice &choice, const SystemInfo &system, const QList<Deferred> &deferred)
{
    const QString operation = choice.waiter.operation;
    const QString line = operations::cliLine(*choice.service,
        {u"aws:%1:%2"_s.arg(choice.service->name(), operation), choice.poll.input, {}}, {}, system, deferred);
    const QString command = u"aws %1 "_s.arg(aws::cliService(choice.service->name()));
    if (choice.waiter.maxAttempts > 0 && choice.waiter.parameters().isEmpty())
        return command + u"wait %1"_s.arg(choice.shownName()) + line.mid((command + aws::cliName(operation)).size());
    return u"%1 # again and again, until %2"_s.arg(line, choice.shownName());
}

QString limitNote(const WaiterChoice &choice)
{
    const std::chrono::seconds limit = std::chrono::seconds(choice.waiter.delaySeconds) * choice.waiter.maxAttempts;
    return limit.count() > 0 ? tr("Waits for %1 at most.").arg(durationText(limit))
                             : tr("Waits for as long as it takes, and says so when nothing changes any more.");
}

} // namespace

WaitPlanner::WaitPlanner(const operations::Catalog &catalog, const aws::Models &models)
    : m_catalog(catalog)
    , m_models(models)
{
}

QString WaitPlanner::kind() const { return u"wait"_s; }

Result<Step> WaitPlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    const Result<WaiterChoice> choice = waiterFor(step, m_models);
    if (!choice)
        return choice.error();
    fillInRead(step);
    const QString known = m_catalog.readIamAction(choice->service->name(), choice->waiter.operation);
    step.iamAction = known.isEmpty() ? choice->service->signingName() + u':' + choice->waiter.operation : known;
    step.notes << limitNote(*choice);
    step.cli = cliOf(*choice, system, step.operation.uses == "wait"_L1 ? QList<Deferred>() : step.deferred);
    return step;
}

} // namespace sm::executors
