// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicedetail.h"

#include "servicereads.h"
#include "servicesections.h"

#include <aws/paginator.h>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using SectionHandler = DeploymentSource::SectionHandler;

namespace {

/// The section with a page of tasks, as long as \p made knows how to tell of them.
using TaskSection = DeploymentSection (*)(const QJsonArray &tasks);

bool isCancelled(const Result<void> &result) { return !result && result.error().kind() == Error::Kind::Cancelled; }

QCoro::Task<Result<QJsonArray>> describedTasks(AwsReads reads, ServiceName name, QJsonArray arns, CancelToken token)
{
    if (arns.isEmpty())
        co_return QJsonArray();
    const QJsonObject input{{u"cluster"_s, name.cluster}, {u"tasks"_s, arns}};
    const Result<aws::Answer> answer = co_await reads.caller.read({u"ecs"_s, u"DescribeTasks"_s, input}, token);
    if (!answer)
        co_return answer.error();
    co_return Result<QJsonArray>(answer->output.value(u"tasks"_s).toArray());
}

/// Page by page: a service may have thousands.
QCoro::Task<Result<void>> tellOfTasks(
    AwsReads reads, ServiceName name, QString status, TaskSection made, SectionHandler onSection, CancelToken token)
{
    const QJsonObject input{{u"cluster"_s, name.cluster}, {u"serviceName"_s, name.service},
        {u"desiredStatus"_s, status}, {u"maxResults"_s, 100}};
    aws::Paginator pages(reads.caller, reads.models, {u"ecs"_s, u"ListTasks"_s, input});
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page) {
            onSection(unread(made({}), page.error()));
            co_return page.error();
        }
        if (!*page)
            break;
        const auto tasks = co_await describedTasks(reads, name, (**page)[u"taskArns"].toArray(), token);
        if (!tasks) {
            onSection(unread(made({}), tasks.error()));
            co_return tasks.error();
        }
        DeploymentSection section = made(*tasks);
        section.hasMore = true;
        onSection(section);
    }
    onSection(made({}));
    co_return ok();
}

QCoro::Task<Result<void>> tellOfRevisions(AwsReads reads, QString running, SectionHandler onSection, CancelToken token)
{
    const QJsonObject input{{u"familyPrefix"_s, familyOf(running)}, {u"sort"_s, u"DESC"_s}, {u"maxResults"_s, 100}};
    aws::Paginator pages(reads.caller, reads.models, {u"ecs"_s, u"ListTaskDefinitions"_s, input});
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page) {
            onSection(unread(revisionsSection({}, running), page.error()));
            co_return page.error();
        }
        if (!*page)
            break;
        QStringList arns;
        const QJsonArray listed = (**page)[u"taskDefinitionArns"].toArray();
        for (const QJsonValue &each : listed)
            arns << each.toString();
        DeploymentSection section = revisionsSection(arns, running);
        section.hasMore = true;
        onSection(section);
    }
    onSection(revisionsSection({}, running));
    co_return ok();
}

QCoro::Task<Result<void>> tellOfScaling(AwsReads reads, ServiceName name, SectionHandler onSection, CancelToken token)
{
    const QString resource = u"service/%1"_s.arg(name.unit());
    const QJsonObject ofTarget{{u"ServiceNamespace"_s, u"ecs"_s}, {u"ResourceIds"_s, QJsonArray{resource}}};
    const auto targets = co_await aws::wholeList(&reads.caller, &reads.models,
        {u"application-autoscaling"_s, u"DescribeScalableTargets"_s, ofTarget}, u"ScalableTargets"_s, token);
    if (!targets) {
        onSection(unread(autoscalingSection({}, {}), targets.error()));
        co_return targets.error();
    }
    const QJsonObject ofPolicies{{u"ServiceNamespace"_s, u"ecs"_s}, {u"ResourceId"_s, resource}};
    const auto policies = co_await aws::wholeList(&reads.caller, &reads.models,
        {u"application-autoscaling"_s, u"DescribeScalingPolicies"_s, ofPolicies}, u"ScalingPolicies"_s, token);
    if (!policies) {
        onSection(unread(autoscalingSection(*targets, {}), policies.error()));
        co_return policies.error();
    }
    onSection(autoscalingSection(*targets, *policies));
    co_return ok();
}

} // namespace

QCoro::Task<Result<void>> tellOfService(AwsReads reads, ServiceName name, SectionHandler onSection, CancelToken token)
{
    const Result<QJsonObject> service = co_await describedService(reads, name, token);
    if (!service)
        co_return service.error();
    const ServiceFacts facts(*service);
    onSection(deploymentsSection(facts));
    onSection(eventsSection(facts));
    const auto running = co_await tellOfTasks(reads, name, u"RUNNING"_s, runningSection, onSection, token);
    if (isCancelled(running))
        co_return running.error();
    const auto stopped = co_await tellOfTasks(reads, name, u"STOPPED"_s, stoppedSection, onSection, token);
    if (isCancelled(stopped))
        co_return stopped.error();
    const auto scaling = co_await tellOfScaling(reads, name, onSection, token);
    if (isCancelled(scaling))
        co_return scaling.error();
    const auto revisions = co_await tellOfRevisions(reads, facts.taskDefinition(), onSection, token);
    if (isCancelled(revisions))
        co_return revisions.error();
    co_return ok();
}

} // namespace sm::deployments
