// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/keptstack.h>

#include <core/json.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto asterisks = "****"_L1; // what stands for the value of a NoEcho parameter

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray array = list.toArray();
    for (const QJsonValue each : array)
        texts << each.toString();
    return texts;
}

StackSettings givenTo(const QJsonObject &stack)
{
    StackSettings settings;
    const QJsonArray parameters = stack.value("Parameters"_L1).toArray();
    for (const QJsonValue each : parameters) {
        const QString key = each["ParameterKey"_L1].toString();
        if (each["ParameterValue"_L1].toString() == asterisks)
            settings.hidden << key;
        else
            settings.parameters.insert(key, each["ParameterValue"_L1]);
    }
    const QJsonArray tags = stack.value("Tags"_L1).toArray();
    for (const QJsonValue each : tags)
        settings.tags.insert(each["Key"_L1].toString(), each["Value"_L1]);
    settings.hidden.sort();
    settings.capabilities = textsOf(stack.value("Capabilities"_L1));
    settings.capabilities.sort();
    settings.role = stack.value("RoleARN"_L1).toString();
    return settings;
}

Error notKept(const Error &cause)
{
    if (cause.kind() == Error::Kind::Cancelled)
        return cause;
    return Error(Error::Kind::NotFound,
        tr("What was kept of the stack can not be read: it is sealed beside the journal of the computer that kept it. "
           "Go back from there, or deploy the template from its repository."))
        .withCode(u"NotKept"_s);
}

} // namespace

QJsonObject toJson(const StackSettings &settings)
{
    QJsonObject json{{u"template"_s, settings.stackTemplate}, {u"parameters"_s, settings.parameters},
        {u"hidden"_s, QJsonArray::fromStringList(settings.hidden)}, {u"tags"_s, settings.tags},
        {u"capabilities"_s, QJsonArray::fromStringList(settings.capabilities)}, {u"role"_s, settings.role}};
    if (!settings.processed.isEmpty())
        json.insert(u"processed"_s, settings.processed);
    return json;
}

StackSettings stackSettingsOf(const QJsonObject &json)
{
    StackSettings settings;
    settings.stackTemplate = json.value("template"_L1).toString();
    settings.processed = json.value("processed"_L1).toString();
    settings.parameters = json.value("parameters"_L1).toObject();
    settings.hidden = textsOf(json.value("hidden"_L1));
    settings.tags = json.value("tags"_L1).toObject();
    settings.capabilities = textsOf(json.value("capabilities"_L1));
    settings.role = json.value("role"_L1).toString();
    return settings;
}

bool saysNoStack(const Error &error)
{
    return error.kind() == Error::Kind::NotFound
        || (error.code() == "ValidationError"_L1 && error.message().contains("does not exist"_L1));
}

QCoro::Task<Result<QJsonObject>> describedStack(const AwsReads *reads, QString name, CancelToken token)
{
    const aws::Call call{u"cloudformation"_s, u"DescribeStacks"_s, {{u"StackName"_s, name}}};
    const Result<aws::Answer> answer = co_await reads->caller.read(call, token);
    const QJsonArray stacks = answer ? answer->output.value("Stacks"_L1).toArray() : QJsonArray();
    if (!answer && !saysNoStack(answer.error()))
        co_return answer.error();
    if (stacks.isEmpty())
        co_return Error(Error::Kind::NotFound, tr("There is no stack “%1”.").arg(name)).withCode(u"NoStack"_s);
    co_return QJsonObject(stacks.first().toObject());
}

QCoro::Task<Result<StackSettings>> settingsNow(const AwsReads *reads, QJsonObject stack, CancelToken token)
{
    StackSettings settings = givenTo(stack);
    aws::Call call{u"cloudformation"_s, u"GetTemplate"_s,
        {{u"StackName"_s, stack.value("StackId"_L1)}, {u"TemplateStage"_s, u"Original"_s}}};
    const Result<aws::Answer> original = co_await reads->caller.read(call, token);
    if (!original)
        co_return original.error();
    settings.stackTemplate = original->output.value("TemplateBody"_L1).toString();
    if (textsOf(original->output.value("StagesAvailable"_L1)).contains("Processed"_L1)) {
        call.input.insert(u"TemplateStage"_s, u"Processed"_s);
        const Result<aws::Answer> processed = co_await reads->caller.read(call, token);
        if (!processed)
            co_return processed.error();
        const QString text = processed->output.value("TemplateBody"_L1).toString();
        if (text != settings.stackTemplate)
            settings.processed = text;
    }
    const StackSettings whole = settings;
    co_return whole;
}

QString keptWordOf(const store::CaptureId &id) { return id.sha256 + u':' + QString::number(id.bytes); }

Result<store::CaptureId> keptIdOf(const QString &word)
{
    const QJsonObject json{
        {u"sha256"_s, word.section(u':', 0, 0)}, {u"bytes"_s, static_cast<qint64>(word.section(u':', 1).toLongLong())}};
    if (const auto id = store::captureIdOf(json))
        return *id;
    return Error(Error::Kind::Invalid,
        tr("“%1” is nothing that a step stack:keep has kept: that is SHA256:BYTES, as its answer says.").arg(word))
        .withCode(u"Input"_s);
}

QCoro::Task<Result<QString>> keepSettings(const store::CaptureStore *captures, StackSettings settings)
{
    const Result<store::CaptureId> id = co_await store::keepBytes(captures, toCompactJson(toJson(settings)));
    if (!id)
        co_return id.error();
    co_return keptWordOf(*id);
}

QCoro::Task<Result<StackSettings>> keptSettings(const store::CaptureStore *captures, QString word, CancelToken token)
{
    const Result<store::CaptureId> id = keptIdOf(word);
    if (!id)
        co_return id.error();
    const Result<QByteArray> content = co_await store::keptBytes(captures, *id, token);
    if (!content)
        co_return notKept(content.error());
    const Result<QJsonValue> json = parseJson(*content);
    if (!json)
        co_return notKept(json.error());
    co_return stackSettingsOf(json->toObject());
}

} // namespace sm::deployments
