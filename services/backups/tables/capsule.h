// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

/// The settings capsule of a table: what a restore does not bring back or changes, from the answers of AWS, in a shape
/// that a runbook can apply list by list.
///
///     {table, arn, id, readAt, status, keySchema, attributes, billingMode, throughput: {read, write}, onDemand,
///      tableClass, deletionProtection, encryption, itemCount, sizeBytes, stream: {enabled, viewType},
///      indexes: [{name, keySchema, projection, throughput}], localIndexes: [{name, keySchema, projection}],
///      timeToLive: {enabled, attribute}, tags: [{Key, Value}], recovery: {enabled, days},
///      insights: {enabled}, policyParts: [text], targets, policies, scheduled, alarms, notRead: [{what, why}]}
///
/// Texts that name the table are cut at its name or ARN, so that join(NAME, parts) gives them for another table.
namespace sm::backups {

/// Of DescribeTable's "Table".
QJsonObject capsuleOfTable(const QJsonObject &table);

/// \p text cut at each place where it says \p arn, as a whole; one part where it does not.
QJsonArray partsAround(const QString &text, const QString &arn);

/// Of DescribeTimeToLive, DescribeContinuousBackups and GetResourcePolicy.
QJsonObject timeToLiveOf(const QJsonObject &answer);
QJsonObject recoveryOf(const QJsonObject &answer);
/// Of ListTagsOfResource, without those that AWS itself sets ("aws:…"), in order.
QJsonArray tagsOf(const QJsonObject &answer);
QJsonArray policyPartsOf(const QJsonObject &answer, const QString &arn);

/// "table/chat/index/by-user" is "/index/by-user" of the table chat, and "table/chat" is empty; null: another table's.
QJsonValue suffixOf(const QString &resourceId, const QString &table);

/// Of the lists of Application Auto Scaling, each with "suffix" and without what only AWS can say. Those of other
/// tables are left out.
QJsonArray targetsOf(const QJsonArray &targets, const QString &table);
QJsonArray policiesOf(const QJsonArray &policies, const QString &table);
QJsonArray scheduledOf(const QJsonArray &actions, const QString &table);

/// Of DescribeAlarms, as PutMetricAlarm takes them, with "nameParts" and "otherDimensions" (all but TableName).
/// Alarms of other tables and those that a scaling policy keeps are left out.
QJsonArray alarmsOf(const QJsonArray &alarms, const QString &table);
/// Whether \p alarm looks at the table by an expression, which is not kept.
bool isExpressionOn(const QJsonValue &alarm, const QString &table);

} // namespace sm::backups
