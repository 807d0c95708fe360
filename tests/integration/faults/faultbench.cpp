// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultbench.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

constexpr std::chrono::seconds limit(60);

/// The key that may do everything in moto, for as long as it lives.
class OperatorKey final : public aws::CredentialsProvider
{
public:
    explicit OperatorKey(const MotoServer &moto)
    {
        m_key.accessKeyId = moto.accessKeyId();
        m_key.secretAccessKey = Secret(moto.secretAccessKey());
        m_key.source = u"the test"_s;
    }
    QCoro::Task<Result<aws::Credentials>> credentials(CancelToken) override { co_return aws::Credentials(m_key); }
    void refused(const aws::Credentials &) override { }

private:
    aws::Credentials m_key;
};

aws::CallerSettings settingsFor(const FaultBench &bench, const QString &endpoint)
{
    aws::CallerSettings settings;
    settings.region.value = bench.moto.region();
    if (!endpoint.isEmpty())
        settings.endpointUrl = [url = endpoint.toUtf8()](const QString &) { return url; };
    return settings;
}

} // namespace

QCoro::Task<Result<net::HttpReply>> Wire::send(net::HttpRequest request, CancelToken token)
{
    ++m_sent;
    if (m_impatient > 0 && net::headerValue(request.headers, "X-Amz-Target").endsWith(m_operation)) {
        --m_impatient;
        request.connectTimeout = request.stallTimeout = m_patience;
    }
    if (!m_detour.isEmpty()) {
        const QUrl url = QUrl::fromEncoded(request.url);
        request.url = m_detour + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    }
    Result<net::HttpReply> reply = co_await m_curl.send(std::move(request), token);
    co_return reply;
}

void Wire::limit(std::chrono::milliseconds patience, int requests, const QString &operation)
{
    m_operation = operation.toLatin1();
    m_patience = patience;
    m_impatient = requests;
}

FaultBench::FaultBench(const MotoServer::Setup &setup, AwsDouble::Tls tls)
    : moto(setup)
    , aws(moto.endpoint(), tls)
{
    if (Result<operations::Catalog> loaded = operations::Catalog::load())
        catalog = *loaded;
    auto opened = await(operations::Journal::open(m_folder.filePath(u"journal.db"_s)));
    if (opened && *opened)
        journal = std::move(**opened);
}

QString FaultBench::failure() const
{
    if (!moto.failure().isEmpty())
        return moto.failure();
    return journal ? aws.failure() : u"no journal"_s;
}

QJsonArray FaultBench::effects(const QString &operation)
{
    QJsonArray found;
    const QJsonArray ledger = aws.ledger();
    for (const QJsonValue &entry : ledger) {
        if (entry[u"operation"_s] == operation && entry[u"status"_s].toInt() < 300)
            found.append(entry);
    }
    return found;
}

bool FaultBench::prepare(const QString &file) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(PythonServer::python(),
        {u"-B"_s, QStringLiteral(SM_SOURCE_DIR "/tests/integration/undo/prepare.py"), file, moto.endpoint(),
            moto.region()});
    return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

Console::Console(FaultBench &bench, Setup setup)
    : wire(setup.caBundle)
    , sleeper(setup.time ? InstantSleeper(*setup.time) : InstantSleeper())
    , credentials(setup.credentials ? std::move(setup.credentials) : std::make_unique<OperatorKey>(bench.moto))
    , caller({bench.models, bench.endpoints, *credentials, wire, sleeper,
                 setup.time ? *setup.time : static_cast<const Clock &>(bench.clock), bench.catalog},
          settingsFor(bench, setup.endpoint))
    , planner(bench.catalog, bench.models)
    , executor(caller, bench.catalog, bench.models)
    , runner(operations::Guard(false), bench.journal.get(), {&executor}, sleeper)
{
}

Result<aws::Answer> Console::read(const QString &service, const QString &operation, const QJsonObject &input)
{
    return await(caller.read({service, operation, input}, {}), limit)
        .value_or(Error(Error::Kind::Internal, u"no answer"_s));
}

Step Console::step(const QString &uses, const QJsonObject &input)
{
    Step step;
    step.title = uses;
    step.operation = {uses, input, {}};
    return step;
}

Result<operations::RunReport> Console::run(const QList<Step> &steps, CancelToken token)
{
    SystemInfo system;
    system.environment = Environment::Development;
    const Result<Plan> plan = planner.plan(u"fault"_s, system, steps, true);
    if (!plan)
        return plan.error();
    const Confirmation confirmation{operations::Guard::nameToType(*plan), true, false};
    return await(runner.run(*plan, confirmation, {}, {}, token), limit)
        .value_or(Error(Error::Kind::Internal, u"no answer"_s));
}

operations::StepEvent Console::write(const QString &uses, const QJsonObject &input)
{
    const Result<operations::RunReport> report = run({step(uses, input)});
    if (report)
        return report->steps.first();
    return {0, StepState::Waiting, report.error(), {}, 0};
}

} // namespace sm::test
