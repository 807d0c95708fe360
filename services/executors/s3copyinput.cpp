// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3copyinput.h"

#include "input.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

QList<CopiedObject> objectsIn(const QJsonArray &list)
{
    QList<CopiedObject> objects;
    for (const QJsonValue each : list)
        objects << CopiedObject{each[u"from"_s].toString(), each[u"to"_s].toString(), each[u"etag"_s].toString(),
            each[u"size"_s].toInteger(), each[u"replaces"_s].toString(), each[u"isThere"_s].toBool(), {}};
    return objects;
}

/// What would be copied again the next time, or would be read while it is written.
bool copiesOntoItself(const S3CopyInput &copy)
{
    if (copy.fromBucket != copy.toBucket)
        return false;
    return copy.fromKey.isEmpty() ? copy.toPrefix.startsWith(copy.fromPrefix)
                                  : copy.destinationOf(copy.fromKey) == copy.fromKey;
}

void check(Input &input, const S3CopyInput &copy)
{
    if (!input.value(u"toFolder"_s).isUndefined())
        input.refuse(u"toFolder"_s, tr("is a folder on this computer; copying goes from bucket to bucket"));
    if (!copy.fromKey.isEmpty() && !copy.fromPrefix.isEmpty())
        input.refuse(u"fromKey"_s, tr("and “fromPrefix” exclude each other"));
    if (copy.fromKey.endsWith(u'/'))
        input.refuse(u"fromKey"_s, tr("is a folder; use “fromPrefix”"));
    if (copy.atMost < 1)
        input.refuse(u"atMost"_s, tr("has to be 1 at least"));
    if (input.isComplete() && copiesOntoItself(copy))
        input.refuse(u"toPrefix"_s, tr("lies inside what is copied"));
}

} // namespace

QString asFolder(const QString &prefix) { return prefix.isEmpty() || prefix.endsWith(u'/') ? prefix : prefix + u'/'; }

QString S3CopyInput::destinationOf(const QString &key) const
{
    return toPrefix + (fromKey.isEmpty() ? key.mid(fromPrefix.size()) : key.section(u'/', -1));
}

Result<S3CopyInput> s3CopyInput(const Step &step)
{
    Input input(step,
        {u"fromBucket"_s, u"fromPrefix"_s, u"fromKey"_s, u"toBucket"_s, u"toPrefix"_s, u"toFolder"_s, u"storageClass"_s,
            u"atMost"_s, u"overwrite"_s, u"objects"_s});
    S3CopyInput copy;
    copy.fromBucket = input.requiredText(u"fromBucket"_s);
    copy.fromPrefix = asFolder(input.text(u"fromPrefix"_s));
    copy.fromKey = input.text(u"fromKey"_s);
    copy.toBucket = input.text(u"toBucket"_s);
    copy.toPrefix = asFolder(input.text(u"toPrefix"_s));
    copy.storageClass = input.text(u"storageClass"_s);
    copy.atMost = input.number(u"atMost"_s).value_or(copy.atMost);
    copy.overwrites = input.flag(u"overwrite"_s);
    copy.objects = objectsIn(input.value(u"objects"_s).toArray());
    check(input, copy);
    if (input.isComplete())
        (void)input.requiredText(u"toBucket"_s);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return copy;
}

QJsonArray toJson(const QList<CopiedObject> &objects)
{
    QJsonArray list;
    for (const CopiedObject &each : objects) {
        QJsonObject object{{u"from"_s, each.from}, {u"to"_s, each.to}, {u"etag"_s, each.etag}, {u"size"_s, each.size}};
        if (!each.replaces.isEmpty())
            object.insert(u"replaces"_s, each.replaces);
        if (each.isThere)
            object.insert(u"isThere"_s, true);
        list << object;
    }
    return list;
}

} // namespace sm::executors
