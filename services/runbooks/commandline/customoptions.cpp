// SPDX-License-Identifier: GPL-3.0-or-later
#include "customoptions.h"

#include <QJsonArray>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using aws::Member;

namespace {

/// Where the content of a ZIP file goes.
bool bindArchive(const aws::Operation &operation, const Argument &argument, InputBuilder &builder)
{
    const QString outer = operation.name == u"CreateFunction"_s ? u"Code"_s : u"Content"_s;
    const Member *container = operation.input->member(outer);
    const Member *archive = container ? container->shape->member(u"ZipFile"_s) : nullptr;
    if (!archive)
        return false;
    builder.inner(u"/%1/ZipFile"_s.arg(outer), *archive, argument);
    return true;
}

/// --count 2 or --count 1:5
bool bindCount(const Argument &argument, InputBuilder &builder, AwsCommand &command)
{
    const QString text = builder.setting(u"settings/count"_s, argument);
    if (command.deferred.contains(u"settings/count"_s))
        return false;
    command.input.insert(u"MinCount"_s, text.section(u':', 0, 0).toInt());
    command.input.insert(u"MaxCount"_s, text.section(u':', -1).toInt());
    return true;
}

/// --protocol tcp --port 22-25 --cidr 10.0.0.0/8: the first of IpPermissions.
bool bindPermission(const Argument &argument, InputBuilder &builder, AwsCommand &command)
{
    const QString name = argument.option->name;
    const QString text = builder.setting(u"settings/"_s + name, argument);
    if (command.deferred.contains(u"settings/"_s + name))
        return false;
    QJsonArray permissions = command.input.value(u"IpPermissions"_s).toArray();
    QJsonObject permission = permissions.isEmpty() ? QJsonObject() : permissions.takeAt(0).toObject();
    const bool isAll = text == u"all"_s || text == u"-1"_s;
    if (name == u"protocol"_s) {
        permission.insert(u"IpProtocol"_s, isAll ? u"-1"_s : text);
    } else if (name == u"port"_s) {
        permission.insert(u"FromPort"_s, isAll ? -1 : text.section(u'-', 0, 0).toInt());
        permission.insert(u"ToPort"_s, isAll ? -1 : text.section(u'-', -1).toInt());
    } else if (name == u"cidr"_s) {
        permission.insert(u"IpRanges"_s, QJsonArray{QJsonObject{{u"CidrIp"_s, text}}});
    } else {
        return false;
    }
    permissions.prepend(permission);
    command.input.insert(u"IpPermissions"_s, permissions);
    return true;
}

/// cloudwatch put-metric-data --metric-name x --value 1: the first of MetricData.
bool bindMetric(const aws::Operation &operation, const Argument &argument, InputBuilder &builder, AwsCommand &command)
{
    static const QHash<QString, QString> members{{u"metric-name"_s, u"MetricName"_s}, {u"timestamp"_s, u"Timestamp"_s},
        {u"unit"_s, u"Unit"_s}, {u"value"_s, u"Value"_s}, {u"storage-resolution"_s, u"StorageResolution"_s}};
    const Member *list = operation.input->member(u"MetricData"_s);
    const Member *member = list ? list->shape->element.shape->member(members.value(argument.option->name)) : nullptr;
    const QString text = builder.setting(u"settings/"_s + argument.option->name, argument);
    if (!member || command.deferred.contains(u"settings/"_s + argument.option->name))
        return false;
    QJsonArray metrics = command.input.value(u"MetricData"_s).toArray();
    QJsonObject metric = metrics.isEmpty() ? QJsonObject() : metrics.takeAt(0).toObject();
    const bool isNumber
        = member->shape->type != aws::Shape::Type::String && member->shape->type != aws::Shape::Type::Timestamp;
    metric.insert(member->name, isNumber ? QJsonValue(text.toDouble()) : QJsonValue(text));
    metrics.prepend(metric);
    command.input.insert(u"MetricData"_s, metrics);
    return true;
}

} // namespace

void fillCount(AwsCommand &command)
{
    const bool isOpen = command.deferred.contains(u"settings/count"_s) || !command.isComplete;
    for (const QString &member : {u"MinCount"_s, u"MaxCount"_s}) {
        if (!isOpen && !command.input.contains(member))
            command.input.insert(member, 1);
    }
}

bool bindCustom(const QString &service, const aws::Operation &operation, const Argument &argument,
    InputBuilder &builder, AwsCommand &command)
{
    const QString &option = argument.option->name;
    if (!operation.input)
        return false;
    if (service == u"lambda"_s && option == u"zip-file"_s)
        return bindArchive(operation, argument, builder);
    if (service == u"ec2"_s && option == u"count"_s)
        return bindCount(argument, builder, command);
    if (service == u"ec2"_s && operation.name.contains("SecurityGroup"_L1))
        return bindPermission(argument, builder, command);
    return service == u"cloudwatch"_s && operation.name == u"PutMetricData"_s
        && bindMetric(operation, argument, builder, command);
}

} // namespace sm::commandline
