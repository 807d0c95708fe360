// SPDX-License-Identifier: GPL-3.0-or-later
#include "rulefunctions.h"

#include "arn.h"
#include "hostnames.h"

#include <QJsonArray>
#include <QUrl>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

using Arguments = QList<QJsonValue>;

bool isThere(const QJsonValue &value) { return !value.isNull() && !value.isUndefined(); }

QJsonValue isSet(const Arguments &arguments, const Partitions &) { return isThere(arguments[0]); }

QJsonValue negated(const Arguments &arguments, const Partitions &) { return !arguments[0].toBool(); }

QJsonValue equal(const Arguments &arguments, const Partitions &)
{
    return isThere(arguments[0]) && arguments[0] == arguments[1];
}

QJsonValue attribute(const Arguments &arguments, const Partitions &)
{
    return ruleAttribute(arguments[0], arguments[1].toString());
}

/// The language slices ASCII only, and answers nothing rather than less than was asked for.
QJsonValue substring(const Arguments &arguments, const Partitions &)
{
    const QString text = arguments[0].toString();
    const int start = arguments[1].toInt();
    const int stop = arguments[2].toInt();
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    if (!arguments[0].isString() || !isAscii || start >= stop || text.size() < stop)
        return QJsonValue::Null;
    const bool fromTheEnd = arguments[3].toBool();
    return text.mid(fromTheEnd ? text.size() - stop : start, stop - start);
}

QJsonValue uriEncode(const Arguments &arguments, const Partitions &)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(arguments[0].toString()));
}

QJsonValue parsedUrl(const Arguments &arguments, const Partitions &) { return parseUrl(arguments[0].toString()); }

QJsonValue validHostLabel(const Arguments &arguments, const Partitions &)
{
    return isValidHostLabel(arguments[0].toString(), arguments[1].toBool());
}

QJsonValue virtualHostable(const Arguments &arguments, const Partitions &)
{
    return isVirtualHostableBucket(arguments[0].toString(), arguments[1].toBool());
}

QJsonValue parsedArn(const Arguments &arguments, const Partitions &) { return parseArn(arguments[0].toString()); }

QJsonValue partition(const Arguments &arguments, const Partitions &partitions)
{
    return partitions.outputs(arguments[0].toString());
}

} // namespace

RuleFunctionEntry findRuleFunction(const QString &name)
{
    static const QHash<QString, RuleFunctionEntry> functions{{u"isSet"_s, {isSet, 1}}, {u"not"_s, {negated, 1}},
        {u"booleanEquals"_s, {equal, 2}}, {u"stringEquals"_s, {equal, 2}}, {u"getAttr"_s, {attribute, 2}},
        {u"substring"_s, {substring, 4}}, {u"uriEncode"_s, {uriEncode, 1}}, {u"parseURL"_s, {parsedUrl, 1}},
        {u"isValidHostLabel"_s, {validHostLabel, 2}}, {u"aws.parseArn"_s, {parsedArn, 1}},
        {u"aws.partition"_s, {partition, 1}}, {u"aws.isVirtualHostableS3Bucket"_s, {virtualHostable, 2}}};
    return functions.value(name);
}

QJsonValue ruleAttribute(QJsonValue value, const QString &path)
{
    const QStringList steps = path.split(u'.');
    for (const QString &step : steps) {
        const qsizetype bracket = step.indexOf(u'[');
        const QString name = step.left(bracket < 0 ? step.size() : bracket);
        if (!name.isEmpty())
            value = value[name];
        if (bracket >= 0)
            value = value[step.mid(bracket + 1, step.size() - bracket - 2).toInt()];
    }
    return isThere(value) ? value : QJsonValue(QJsonValue::Null);
}

} // namespace sm::aws
