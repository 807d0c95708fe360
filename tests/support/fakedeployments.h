// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <board/deploymentservice.h>
#include <support/gate.h>
#include <support/somedeployments.h>

#include <QMap>

namespace sm::test {

/// A DeploymentService over what the test puts into it. Calls go through \c gate under names like "health ID",
/// "difference ID", "moves ID", "ofUnit UNIT", "detail UNIT" and "marks"; the axis hands over its pages, each as
/// "timeline PAGE" (from 0), and ends with "timelineEnd".
///
/// By itself it has what a page in an incident shows: chat-lambda:live runs a bad version 17 since 28 minutes, 16 was
/// well for 27 hours before; a flag, a stack, a service of ECS, a release that failed and a secret beside it.
class FakeDeploymentService final : public deployments::DeploymentService
{
public:
    Gate gate;
    QList<QList<Deployment>> pages;
    QMap<QString, HealthRecord> healths; ///< by id; of others it is not known
    QMap<DeploymentKind, Error> kindProblems; ///< its deployments are left out
    std::optional<Error> timelineProblem; ///< after the last page
    std::optional<Error> unitProblem; ///< of ofUnit()
    QMap<QString, Result<DeploymentDifference>> differences; ///< by id; of others: one row
    QMap<QString, Result<RollbackMoves>> allMoves; ///< by id; of others: to roll back the alias, and one refused
    QMap<QString, QList<DeploymentSection>> sections; ///< by unit
    std::optional<Error> detailProblem; ///< after the last section
    QList<RollbackMark> allMarks;
    DeploymentPlaces where;

    FakeDeploymentService()
    {
        using Kind = DeploymentKind;
        const QString function = QStringLiteral("chat-lambda:live");
        const QString flag = QStringLiteral("chat/prod/flags");
        const QString stack = QStringLiteral("EnergyInsightsStack");
        const QString service = QStringLiteral("prod/backend");
        pages = {{liveDeployment(function, 17, 28), liveDeployment(flag, 9, 32, Kind::AppConfig),
                     someDeployment(function, 16, 1730), liveDeployment(stack, 3, 2770, Kind::CloudFormation)},
            {liveDeployment(service, 42, 3085, Kind::Ecs), someDeployment(function, 15, 4320),
                someDeployment(QStringLiteral("chat/blue"), 1, 4330, Kind::CodeDeploy, Deployment::State::Failed),
                liveDeployment(QStringLiteral("chat/api-key"), 2, 9000, Kind::Secrets)}};
        healths = {{function + QStringLiteral(" 17"), unwell()},
            {flag + QStringLiteral(" 9"), unknownHealth(HealthRecord::Verdict::NoTraffic)},
            {function + QStringLiteral(" 16"), wellFor(std::chrono::hours(27))},
            {stack + QStringLiteral(" 3"), wellFor(std::chrono::hours(45))},
            {service + QStringLiteral(" 42"), wellFor(std::chrono::hours(72))}};
        sections = {{function, {versions(1, true), versions(101, false)}}};
    }

    QList<Deployment> all() const
    {
        QList<Deployment> found;
        for (const QList<Deployment> &page : pages)
            found += page;
        return found;
    }

    QCoro::Task<Result<void>> timeline(
        QDateTime, DeploymentsHandler onPage, ProblemHandler onProblem, CancelToken token) override
    {
        const QList<QList<Deployment>> scripted = pages;
        const QMap<DeploymentKind, Error> problems = kindProblems;
        for (auto each = problems.begin(); each != problems.end(); ++each)
            onProblem(each.key(), each.value());
        for (qsizetype i = 0; i < scripted.size(); ++i) {
            const bool isWanted = co_await gate.pass(QStringLiteral("timeline %1").arg(i), token);
            if (!isWanted)
                co_return Error::cancelled();
            QList<Deployment> page = scripted.at(i);
            page.removeIf([&problems](const Deployment &each) { return problems.contains(each.kind); });
            onPage(page);
        }
        const bool isWanted = co_await gate.pass(QStringLiteral("timelineEnd"), token);
        if (!isWanted)
            co_return Error::cancelled();
        if (timelineProblem)
            co_return Error(*timelineProblem);
        co_return ok();
    }
    QCoro::Task<Result<QList<Deployment>>> ofUnit(DeploymentKind kind, QString unit, CancelToken token) override
    {
        const bool isWanted = co_await gate.pass(QStringLiteral("ofUnit ") + unit, token);
        if (!isWanted)
            co_return Error::cancelled();
        if (unitProblem)
            co_return Error(*unitProblem);
        QList<Deployment> found = all();
        found.removeIf([&](const Deployment &each) { return each.kind != kind || each.unit != unit; });
        co_return QList<Deployment>(found);
    }
    QCoro::Task<Result<HealthRecord>> health(Deployment deployment, CancelToken token) override
    {
        const bool isWanted = co_await gate.pass(QStringLiteral("health ") + deployment.id, token);
        if (!isWanted)
            co_return Error::cancelled();
        co_return HealthRecord(healths.value(deployment.id, unknownHealth()));
    }
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override
    {
        const bool isWanted = co_await gate.pass(QStringLiteral("difference ") + candidate.id, token);
        if (!isWanted)
            co_return Error::cancelled();
        co_return Result<DeploymentDifference>(differences.value(candidate.id, someDifference(candidate)));
    }
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override
    {
        const bool isWanted = co_await gate.pass(QStringLiteral("moves ") + candidate.id, token);
        if (!isWanted)
            co_return Error::cancelled();
        co_return Result<RollbackMoves>(allMoves.value(candidate.id, someMoves(candidate)));
    }
    QCoro::Task<Result<void>> detail(DeploymentKind, QString unit, SectionHandler onSection, CancelToken token) override
    {
        const QList<DeploymentSection> scripted = sections.value(unit);
        for (const DeploymentSection &each : scripted) {
            const bool isWanted = co_await gate.pass(QStringLiteral("detail ") + unit, token);
            if (!isWanted)
                co_return Error::cancelled();
            onSection(each);
        }
        const bool isWanted = co_await gate.pass(QStringLiteral("detailEnd"), token);
        if (!isWanted)
            co_return Error::cancelled();
        if (detailProblem)
            co_return Error(*detailProblem);
        co_return ok();
    }
    QCoro::Task<Result<QList<RollbackMark>>> marks(CancelToken token) override
    {
        const bool isWanted = co_await gate.pass(QStringLiteral("marks"), token);
        if (!isWanted)
            co_return Error::cancelled();
        co_return QList<RollbackMark>(allMarks);
    }
    const DeploymentPlaces &places() const override { return where; }

    static DeploymentDifference someDifference(const Deployment &candidate)
    {
        const Difference timeout{QStringLiteral("Environment.MODEL_TIMEOUT"), QStringLiteral("3"),
            QStringLiteral("30 in ") + candidate.revision, false, false};
        const Difference key{
            QStringLiteral("Environment.API_KEY"), QStringLiteral("hidden"), QStringLiteral("hidden"), true, true};
        return {{timeout, key}, {QStringLiteral("214 messages were sent already.")}};
    }
    static RollbackMoves someMoves(const Deployment &candidate)
    {
        RollbackMove shift;
        shift.title = QStringLiteral("Shift live to ") + candidate.revision;
        shift.why = QStringLiteral("The version is still there.");
        shift.isPossible = true;
        shift.isProposed = true;
        shift.runbook = QStringLiteral("common/roll-back-alias");
        shift.parameters = {{QStringLiteral("function"), candidate.unit.section(u':', 0, 0)},
            {QStringLiteral("version"), candidate.revision}};
        RollbackMove upload;
        upload.title = QStringLiteral("Upload the code again");
        upload.why = QStringLiteral("Nobody kept its code.");
        upload.runbook = QStringLiteral("common/restore-function");
        return {{shift, upload}, {QStringLiteral("214 messages were sent already.")}};
    }

private:
    static DeploymentSection versions(int first, bool hasMore)
    {
        DeploymentSection section;
        section.id = QStringLiteral("versions");
        section.title = QStringLiteral("Versions");
        section.columns = {QStringLiteral("Version"), QStringLiteral("Size")};
        for (int version = first; version < first + 100; ++version)
            section.rows << QStringList{QString::number(version), QStringLiteral("12 MiB")};
        section.hasMore = hasMore;
        return section;
    }
};

} // namespace sm::test
