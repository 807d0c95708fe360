// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions.h"

#include <core/json.h>

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One action with all it is needed on, under one condition.
struct Grant
{
    QString action;
    QStringList resources;
    QJsonObject condition;
};

/// "cognito-idp" is "CognitoIdp": a Sid has letters and digits only.
QString sidOf(const QString &service)
{
    QString sid;
    for (const QString &word : service.split(u'-', Qt::SkipEmptyParts))
        sid += word.first(1).toUpper() + word.mid(1);
    return sid;
}

QList<Grant> grantsOf(const QList<Permission> &permissions)
{
    QList<Grant> grants;
    for (const Permission &each : permissions) {
        const auto same = std::find_if(grants.begin(), grants.end(),
            [&each](const Grant &grant) { return grant.action == each.action && grant.condition == each.condition; });
        Grant &grant = same == grants.end() ? grants.emplace_back() : *same;
        grant.action = each.action;
        grant.condition = each.condition;
        grant.resources << each.resource;
    }
    for (Grant &grant : grants) {
        if (grant.resources.contains(u"*"_s))
            grant.resources = QStringList{u"*"_s};
        grant.resources.removeDuplicates();
        grant.resources.sort();
    }
    return grants;
}

QJsonValue oneOrList(const QStringList &texts)
{
    return texts.size() == 1 ? QJsonValue(texts.first()) : QJsonValue(QJsonArray::fromStringList(texts));
}

/// Statements are one for each service, set of resources and condition.
QString groupOf(const Grant &grant)
{
    return QStringList{grant.action.section(u':', 0, 0), grant.resources.join(u'\n'),
        QString::fromUtf8(toCompactJson(grant.condition))}
        .join(u'\f');
}

} // namespace

QJsonObject policyOf(const QList<Permission> &permissions)
{
    QList<Grant> firsts;
    QMap<QString, QStringList> actions;
    for (const Grant &grant : grantsOf(permissions)) {
        QStringList &together = actions[groupOf(grant)];
        if (together.isEmpty())
            firsts << grant;
        together << grant.action;
    }
    QSet<QString> sids;
    QJsonArray statements;
    for (const Grant &grant : std::as_const(firsts)) {
        const QString base = sidOf(grant.action.section(u':', 0, 0));
        QString sid = base;
        for (int number = 2; sids.contains(sid); ++number)
            sid = base + QString::number(number);
        sids << sid;
        QJsonObject statement{{u"Sid"_s, sid}, {u"Effect"_s, u"Allow"_s},
            {u"Action"_s, oneOrList(actions.value(groupOf(grant)))}, {u"Resource"_s, oneOrList(grant.resources)}};
        if (!grant.condition.isEmpty())
            statement.insert(u"Condition"_s, grant.condition);
        statements << statement;
    }
    return {{u"Version"_s, u"2012-10-17"_s}, {u"Statement"_s, statements}};
}

} // namespace sm::operations
