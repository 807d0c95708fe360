// SPDX-License-Identifier: GPL-3.0-or-later
// How AwsReading finds the service and the command.
#include "awsreading.h"
#include "suggestion.h"

#include <aws/cliname.h>
#include <aws/models.h>

#include <QCoreApplication>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = AwsCommand::Kind;
using Severity = Problem::Severity;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Aws", text); }

/// The operation of \p model that the command line calls \p name.
const aws::Operation *operationCalled(const aws::ServiceModel &model, const QString &name)
{
    const QStringList names = model.operationNames();
    const auto found
        = std::find_if(names.begin(), names.end(), [&name](const QString &each) { return aws::cliName(each) == name; });
    return found == names.end() ? nullptr : model.operation(*found);
}

} // namespace

bool AwsReading::service()
{
    const bool isVersion = m_command.options.contains(u"version"_s);
    if (m_words.isEmpty()) {
        m_command.kind = isVersion ? Kind::HighLevel : Kind::Unknown;
        m_command.operation = isVersion ? u"version"_s : QString();
        if (!isVersion)
            problem(
                Severity::Error, u"aws-no-command"_s, m_use.words.value(0), tr("The AWS CLI is not told what to do."));
        return false;
    }
    m_service = m_words.takeFirst();
    m_command.writtenService = m_service.text();
    if (m_mask.uncertain(m_mask.text(m_service), m_service.place)) {
        m_command.deferred.insert(u"service"_s, m_service);
        m_command.isComplete = false;
        return false;
    }
    const QString &name = m_command.writtenService;
    if (name == u"help"_s) {
        m_command.kind = Kind::HighLevel;
        m_command.operation = name;
        return false;
    }
    if (m_names.hasService(name)) {
        m_command.service = m_names.model(name);
        return true;
    }
    // A service that is only in the user's own models, or the API's name of it.
    if (m_modelled.contains(name) || !m_names.serviceOf(name).isEmpty()) {
        const QString right = m_names.serviceOf(name);
        m_command.service = name;
        if (!right.isEmpty())
            problem(Severity::Error, u"aws-service-name"_s, m_service,
                tr("The AWS CLI calls this service \"%1\".").arg(right), right);
        return true;
    }
    unknownService();
    return false;
}

void AwsReading::unknownService()
{
    const QString &name = m_command.writtenService;
    const QString usual = usualService(name);
    const Suggestion near = usual.isEmpty() ? suggestion(name, m_names.services()) : Suggestion{usual, true};
    const QString other = near.isSure ? withOtherVerb(m_words.value(0).text(), m_names.commands(near.name)) : QString();
    if (near.name.isEmpty()) {
        problem(Severity::Error, u"aws-unknown-service"_s, m_service, tr("There is no AWS service \"%1\".").arg(name));
    } else {
        problem(Severity::Error, u"aws-unknown-service"_s, m_service,
            other.isEmpty() ? tr("There is no AWS service \"%1\". Did you mean %2?").arg(name, near.name)
                            : tr("There is no AWS service \"%1\". Did you mean %2 %3?").arg(name, near.name, other),
            near.isSure ? std::optional(near.name) : std::nullopt);
    }
    m_command.writtenOperation = m_words.value(0).text();
    for (const Word &word : std::as_const(m_words)) {
        const QString text = word.text();
        if (text.startsWith("--"_L1) && text.size() > 2)
            m_command.options << text.mid(2).section(u'=', 0, 0);
    }
}

bool AwsReading::command()
{
    const QString service = m_names.hasService(m_command.writtenService) ? m_command.writtenService
                                                                         : m_names.serviceOf(m_command.service);
    const auto isName = [](const Word &word) { return !word.text().startsWith(u'-'); };
    const auto found = std::find_if(m_words.cbegin(), m_words.cend(), isName);
    const std::optional<CommandName> bare = m_names.command(service, {});
    if (found == m_words.cend() || (bare && !m_names.command(service, found->text()))) {
        if (bare)
            own(*bare);
        else
            problem(Severity::Error, u"aws-no-command"_s, m_service,
                tr("\"aws %1\" is not told what to do.").arg(m_command.writtenService));
        return bare.has_value();
    }
    m_operation = *found;
    m_words.erase(found);
    m_command.writtenOperation = m_operation.text();
    if (m_mask.uncertain(m_mask.text(m_operation), m_operation.place)) {
        m_command.deferred.insert(u"operation"_s, m_operation);
        m_command.isComplete = false;
        return false;
    }
    if (m_command.writtenOperation == u"wait"_s)
        return waiter();
    if (m_command.writtenOperation == u"help"_s || (!m_words.isEmpty() && m_words.first().text() == u"help"_s)) {
        m_command.kind = Kind::HighLevel;
        m_command.operation = u"help"_s;
        return true;
    }
    const std::optional<CommandName> name = m_names.command(service, m_command.writtenOperation);
    if (name && name->operation.isEmpty()) {
        own(*name);
        return true;
    }
    return operationOf(m_command.writtenOperation);
}

/// Binds the operation that the command line calls \p name: by its model, or by its names where that is not at hand.
bool AwsReading::operationOf(const QString &name)
{
    const QString service = m_names.serviceOf(m_command.service);
    std::optional<CommandName> names = m_names.command(service, name);
    if (names && names->operation.isEmpty()) // a waiter polls an operation whose command the CLI replaces
        names.reset();
    const bool hasModel = m_modelled.contains(m_command.service);
    const auto model
        = hasModel ? m_models.service(m_command.service) : Result<std::shared_ptr<const aws::ServiceModel>>();
    if (hasModel && model) {
        const aws::Operation *operation
            = names ? (*model)->operation(names->operation) : operationCalled(**model, name);
        if (operation) {
            m_command.kind = m_command.waiter.isEmpty() ? Kind::Operation : Kind::Waiter;
            m_command.operation = operation->name;
            bind(**model, *operation, names);
            return true;
        }
    }
    if (!names) {
        unknownCommand();
        return false;
    }
    m_command.kind = m_command.waiter.isEmpty() ? Kind::Operation : Kind::Waiter;
    m_command.operation = names->operation;
    problem(Severity::Warning, u"aws-not-bundled"_s, m_operation,
        tr("The model of %1 %2 is not inside the program; only its names were checked. --aws-models adds it.")
            .arg(m_command.service, m_command.operation));
    namesOnly(*names);
    return true;
}

bool AwsReading::waiter()
{
    m_operation = m_words.value(0);
    const QString name = m_operation.text();
    m_command.writtenOperation = (u"wait "_s + name).trimmed();
    const QString service = m_names.serviceOf(m_command.service);
    if (const std::optional<WaiterName> found = m_names.waiter(service, name)) {
        m_words.removeFirst();
        m_command.waiter = found->waiter;
        return operationOf(aws::cliName(found->operation));
    }
    if (m_mask.uncertain(m_mask.text(m_operation), m_operation.place)) {
        m_command.deferred.insert(u"operation"_s, m_operation);
        m_command.isComplete = false;
        return false;
    }
    unknownWaiter();
    return false;
}

void AwsReading::unknownWaiter()
{
    const QString service = m_names.serviceOf(m_command.service);
    const QStringList waiters = m_names.waiters(service);
    const Suggestion near = suggestion(m_operation.text(), waiters);
    const Word &word = m_operation.source.isEmpty() ? m_service : m_operation;
    if (near.name.isEmpty())
        problem(Severity::Error, u"aws-unknown-waiter"_s, word,
            waiters.isEmpty() ? tr("%1 has nothing to wait for.").arg(service)
                              : tr("%1 waits for one of: %2.").arg(service, waiters.join(u", "_s)));
    else
        problem(Severity::Error, u"aws-unknown-waiter"_s, word,
            tr("%1 can not wait for \"%2\". Did you mean %3?").arg(service, m_operation.text(), near.name),
            near.isSure ? std::optional(near.name) : std::nullopt);
}

void AwsReading::unknownCommand()
{
    const QString &name = m_command.writtenOperation;
    const QString &service = m_command.writtenService;
    QStringList known = m_names.commands(m_names.hasService(service) ? service : m_names.serviceOf(m_command.service));
    if (m_modelled.contains(m_command.service)) {
        if (const auto model = m_models.service(m_command.service)) {
            for (const QString &each : (*model)->operationNames())
                known << aws::cliName(each);
        }
    }
    const QString other = withOtherVerb(name, known);
    const Suggestion near = other.isEmpty() ? suggestion(name, known) : Suggestion{other, true};
    // "aws s3 list-buckets": the operations of S3 are commands of s3api.
    if (service == u"s3"_s && m_names.command(u"s3api"_s, name)) {
        problem(Severity::Error, u"aws-unknown-operation"_s, m_service,
            tr("\"%1\" is a command of \"aws s3api\".").arg(name), u"s3api"_s);
    } else if (near.name.isEmpty()) {
        problem(Severity::Error, u"aws-unknown-operation"_s, m_operation,
            tr("\"aws %1\" has no command \"%2\".").arg(service, name));
    } else {
        problem(Severity::Error, u"aws-unknown-operation"_s, m_operation,
            tr("\"aws %1\" has no command \"%2\". Did you mean %3?").arg(service, name, near.name),
            near.isSure ? std::optional(near.name) : std::nullopt);
    }
    for (const Word &word : std::as_const(m_words)) {
        if (word.text().startsWith("--"_L1) && word.text().size() > 2)
            m_command.options << word.text().mid(2).section(u'=', 0, 0);
    }
}

} // namespace sm::commandline
