// SPDX-License-Identifier: GPL-3.0-or-later
#include "callcommand.h"

#include "approvals.h"

#include "output.h"
#include "pagewriter.h"

#include <aws/paginator.h>
#include <core/json.h>
#include <operations/awsexecutor.h>
#include <operations/runner.h>
#include <systems/identity.h>
#include <systems/systemcatalog.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace sm::app {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::CallCommand", text); }

} // namespace

CallCommand::CallCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

Result<void> CallCommand::prepare()
{
    m_call.service = m_options.call.target.section(u':', 0, 0);
    m_call.operation = m_options.call.target.section(u':', 1);
    if (!m_options.call.query.isEmpty()) {
        Result<jmespath::Expression> query = jmespath::Expression::parse(m_options.call.query);
        if (!query)
            return query.error();
        m_query = *query;
    }
    const Result<QJsonObject> input = readInput();
    if (!input)
        return input.error();
    m_call.input = *input;

    const aws::AwsConfig &config = m_foundation.sources.config();
    const aws::AwsChoice choice = choiceFor(m_options, {});
    Result<aws::ProfileSettings> settings = config.settings(choice);
    if (!settings)
        return settings.error();
    m_system = systems::systemOfProfile(config.profileName(m_options.profile));
    if (!settings->isChosen)
        m_system.profile.clear(); // the default chain needs no profile, and `aws --profile default` would
    m_system.region = settings->caller.region;
    m_system.endpointUrl = m_options.endpointUrl;
    m_credentials = m_foundation.sources.provider(choice);
    m_caller = std::make_unique<aws::AwsCaller>(
        aws::AwsCaller::Parts{m_foundation.models, m_foundation.endpoints, *m_credentials, m_foundation.transport,
            m_foundation.sleeper, m_foundation.clock, m_foundation.catalog},
        settings->caller);
    return ok();
}

Result<QJsonObject> CallCommand::readInput() const
{
    QByteArray text = m_options.call.input.toUtf8();
    if (text == "-") {
        QFile standardInput;
        if (!standardInput.open(stdin, QIODevice::ReadOnly))
            return Error(Error::Kind::Storage, tr("Standard input can not be read."));
        text = standardInput.readAll();
    }
    if (text.trimmed().isEmpty())
        return QJsonObject();
    const Result<QJsonValue> value = parseJson(text);
    if (!value)
        return value.error();
    if (!value->isObject())
        return Error(Error::Kind::Invalid, tr("The input has to be a JSON object."));
    return value->toObject();
}

QString CallCommand::warning() const { return m_caller ? m_caller->clockWarning() : QString(); }

Error CallCommand::unknownService(const Error &error) const
{
    const QString &folder = m_options.awsModels;
    if (folder.isEmpty())
        return Error(Error::Kind::Invalid,
            tr("%1 A service that is not inside the program needs --aws-models with botocore's data folder.")
                .arg(error.message()));
    if (!QFileInfo(folder).isDir())
        return Error(Error::Kind::Invalid,
            tr("There is no folder %1. --aws-models needs the data folder of a botocore.").arg(folder));
    return Error(Error::Kind::Invalid, error.message());
}

QCoro::Task<Result<ExitCode>> CallCommand::run(CancelToken token)
{
    const Result<void> called = co_await call(token);
    if (!called)
        co_return called.error();
    co_return ExitCode::Done;
}

QCoro::Task<Result<void>> CallCommand::call(CancelToken token)
{
    const Result<void> prepared = prepare();
    if (!prepared)
        co_return prepared.error();
    const Result<std::shared_ptr<const aws::ServiceModel>> service = m_foundation.models.service(m_call.service);
    if (!service)
        co_return unknownService(service.error());
    if (!(*service)->operation(m_call.operation))
        co_return Error(Error::Kind::Invalid, tr("%1 has no operation %2.").arg(m_call.service, m_call.operation));

    const bool isWrite = m_foundation.catalog.isWrite(m_call.service, m_call.operation);
    if (isWrite && !m_options.call.write && !m_options.call.dryRun)
        co_return Error(Error::Kind::Invalid,
            tr("%1 changes something. Look at it with --dry-run, run it with --write.").arg(m_call.operation));
    if (isWrite)
        co_return co_await write(token);
    if (m_options.call.dryRun)
        co_return printRequest();
    if (m_options.call.allPages)
        co_return co_await readAllPages(token);
    co_return co_await read(token);
}

QCoro::Task<Result<void>> CallCommand::read(CancelToken token)
{
    const Result<aws::Answer> answer = co_await m_caller->read(m_call, token);
    if (!answer)
        co_return answer.error();
    co_return print(answer->output);
}

QCoro::Task<Result<void>> CallCommand::readAllPages(CancelToken token)
{
    const auto service = m_foundation.models.service(m_call.service);
    PageWriter writer((*service)->pagination(m_call.operation), m_query, toStandardOutput);
    aws::Paginator pages(*m_caller, m_foundation.models, m_call);
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        const Result<void> written = writer.add(**page);
        if (!written)
            co_return written.error();
    }
    writer.finish();
    co_return ok();
}

Result<Plan> CallCommand::planned() const
{
    Step step;
    step.title = tr("Call %1").arg(m_options.call.target);
    step.operation.uses = u"aws:"_s + m_options.call.target;
    step.operation.with = m_call.input;
    return m_foundation.planner.plan(step.title, m_system, {step});
}

/// As the Guard does, but before anything is sent and in the words of a command line.
Result<void> CallCommand::checkConfirmed(const Plan &plan) const
{
    const QString name = operations::Guard::nameToType(plan);
    if (name.isEmpty() || name == m_options.call.typedName)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("What is gone after this can not be brought back. To go on, add: --confirm '%1'").arg(name))
        .withCode(u"NotConfirmed"_s);
}

QCoro::Task<Result<void>> CallCommand::write(CancelToken token)
{
    const Result<Plan> plan = planned();
    if (!plan)
        co_return plan.error();
    if (m_options.call.dryRun) {
        toStandardOutput(toIndentedJson(jsonOf(*plan)));
        co_return ok();
    }
    const Result<void> confirmed = checkConfirmed(*plan);
    if (!confirmed)
        co_return confirmed.error();
    // An endpoint that does not know STS can still be written to; one that refuses the credentials can not.
    const Result<Identity> identity = co_await systems::identify(*m_caller, *m_credentials, token);
    const bool stsMissing = !identity
        && (identity.error().kind() == Error::Kind::BadReply || identity.error().kind() == Error::Kind::Internal
            || identity.error().kind() == Error::Kind::NotFound);
    if (!identity && !stsMissing)
        co_return identity.error();

    auto journal = co_await operations::Journal::openWithKeyring(dataFolder(m_options) + u"/journal.sqlite"_s);
    if (!journal)
        co_return journal.error();
    const operations::Originals originals(m_foundation.transport, *(*journal)->captures());
    operations::AwsExecutor executor(*m_caller, m_foundation.catalog, m_foundation.models, &originals);
    std::vector<operations::Executor *> executors{&executor};
    operations::Runner runner(
        guardOf(m_options, plan->system.id, journal->get()), journal->get(), executors, m_foundation.sleeper);
    const Confirmation confirmation{m_options.call.typedName, true, true};
    const operations::Runner::Progress silent = [](const operations::StepEvent &) { };
    const auto report = co_await runner.run(*plan, confirmation, identity.value_or(Identity()), silent, token);
    if (!report && report.error().code() == "NotConfirmed"_L1)
        co_return Error(Error::Kind::Invalid,
            tr("This can not be taken back. Say what it is about with --confirm %1.")
                .arg(runner.guard().nameToType(*plan)))
            .withCode(report.error().code());
    if (!report)
        co_return report.error();
    const operations::StepEvent &only = report->steps.first();
    if (only.error)
        co_return *only.error;
    co_return print(only.output);
}

Result<void> CallCommand::printRequest() const
{
    const Result<net::HttpRequest> request = m_caller->preview(m_call);
    if (!request)
        return request.error();
    QJsonObject headers;
    for (const net::HttpHeader &header : request->headers)
        headers.insert(QString::fromLatin1(header.name), QString::fromUtf8(header.value));
    toStandardOutput(toIndentedJson(
        QJsonObject{{u"method"_s, QString::fromLatin1(request->verb)}, {u"url"_s, QString::fromLatin1(request->url)},
            {u"headers"_s, headers}, {u"body"_s, QString::fromUtf8(request->body)}}));
    return ok();
}

Result<void> CallCommand::print(const QJsonValue &answer) const
{
    if (!m_query) {
        toStandardOutput(toIndentedJson(answer));
        return ok();
    }
    const Result<QJsonValue> selected = m_query->search(answer);
    if (!selected)
        return selected.error();
    toStandardOutput(toIndentedJson(*selected));
    return ok();
}

} // namespace sm::app
