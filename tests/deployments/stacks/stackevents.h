// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <algorithm>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

inline const QString stackId = u"arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/aaaa"_s;

inline QJsonObject someStack(const QString &status = u"UPDATE_COMPLETE"_s)
{
    return {{u"StackName"_s, u"shop"_s}, {u"StackId"_s, stackId}, {u"StackStatus"_s, status}};
}

/// Events in the order in which they happen, a minute each.
class StackEvents
{
public:
    StackEvents &stack(const QString &status, const QString &token, const QString &reason = {})
    {
        return add(u"shop"_s, stackId, status, token, reason);
    }
    StackEvents &resource(const QString &id, const QString &status, const QString &token, const QString &reason = {})
    {
        return add(id, u"physical-"_s + id, status, token, reason);
    }
    /// As DescribeStackEvents gives them: newest first.
    QJsonArray newestFirst() const
    {
        QJsonArray list;
        for (qsizetype i = m_events.size() - 1; i >= 0; --i)
            list << m_events.at(i);
        return list;
    }
    /// The same in the pages that DescribeStackEvents gives.
    QList<QJsonObject> pages() const
    {
        const QJsonArray list = newestFirst();
        QList<QJsonObject> all;
        for (qsizetype from = 0; from < list.size(); from += 100) {
            QJsonArray some;
            for (qsizetype i = from; i < std::min<qsizetype>(list.size(), from + 100); ++i)
                some << list.at(i);
            QJsonObject page{{u"StackEvents"_s, some}};
            if (from + 100 < list.size())
                page.insert(u"NextToken"_s, u"page-%1"_s.arg(from));
            all << page;
        }
        return all;
    }
    qsizetype size() const { return m_events.size(); }
    QString lastId() const { return m_events.last()["EventId"_L1].toString(); }
    static QDateTime at(int minute) { return QDateTime(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC).addSecs(60 * minute); }

private:
    StackEvents &add(
        const QString &id, const QString &physical, const QString &status, const QString &token, const QString &reason)
    {
        const int number = static_cast<int>(m_events.size());
        m_events << QJsonObject{{u"StackId"_s, stackId}, {u"StackName"_s, u"shop"_s},
            {u"EventId"_s, u"event-%1"_s.arg(number)}, {u"LogicalResourceId"_s, id},
            {u"PhysicalResourceId"_s, physical}, {u"ResourceType"_s, u"AWS::SQS::Queue"_s},
            {u"Timestamp"_s, at(number).toString(Qt::ISODate)}, {u"ResourceStatus"_s, status},
            {u"ResourceStatusReason"_s, reason}, {u"ClientRequestToken"_s, token}};
        return *this;
    }

    QJsonArray m_events;
};

} // namespace sm::test
