// SPDX-License-Identifier: GPL-3.0-or-later
#include <operations/keyedlists.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue json(const char *text) { return QJsonDocument::fromJson(text).object(); }

const operations::ListKeys keys{{u"Rules"_s, u"ID"_s}, {u"widgets"_s, u"properties.title"_s}};

QJsonValue merged(const char *present, const char *change)
{
    const QJsonValue both
        = operations::mergedInto(operations::keyed(json(present), keys), operations::keyed(json(change), keys));
    return operations::unkeyed(both, keys, json(present));
}

} // namespace

class TestKeyedLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void merge_putsElementsInTheirPlaces()
    {
        QCOMPARE(merged(R"({"Rules": [{"ID": "b", "Days": 1}, {"ID": "a", "Days": 2}]})",
                     R"({"Rules": [{"ID": "a", "Days": 9}, {"ID": "c", "Days": 3}]})"),
            json(R"({"Rules": [{"ID": "b", "Days": 1}, {"ID": "a", "Days": 9}, {"ID": "c", "Days": 3}]})"));
    }

    void merge_elementsWithOneKey_losesNone()
    {
        const char *present = R"({"widgets": [{"x": 1, "properties": {"title": "Errors"}},
                                              {"x": 2, "properties": {"title": "Errors"}}, {"x": 3}, {"x": 3}]})";

        QCOMPARE(merged(present, "{}"), json(present));
        QCOMPARE(merged(present, R"({"widgets": [{"x": 9, "properties": {"title": "Errors"}}]})"),
            json(R"({"widgets": [{"x": 9, "properties": {"title": "Errors"}},
                                 {"x": 2, "properties": {"title": "Errors"}}, {"x": 3}, {"x": 3}]})"));
    }

    void merge_elementWithoutItsList_isAListOfOne()
    {
        QCOMPARE(merged(R"({"Rules": {"ID": "a", "Days": 1}})", R"({"Rules": [{"ID": "b"}]})"),
            json(R"({"Rules": [{"ID": "a", "Days": 1}, {"ID": "b"}]})"));
    }

    void keyed_listsWithoutKeys_stayLists()
    {
        const QJsonValue value = json(R"({"Other": [1, 2, 2], "Rules": "none"})");

        QCOMPARE(operations::keyed(value, keys), value);
        QCOMPARE(operations::unkeyed(value, keys, {}), value);
    }
};

QTEST_GUILESS_MAIN(TestKeyedLists)
#include "tst_keyedlists.moc"
