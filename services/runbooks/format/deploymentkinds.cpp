// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentkinds.h"

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = MemberType;

Member required(const char *name, Type type = Type::Text) { return {QString::fromLatin1(name), type, true}; }

Member optional(const char *name, Type type = Type::Text) { return {QString::fromLatin1(name), type}; }

/// What was deployed to. Its kind is a text: a person may choose it, and the planner knows the words.
QList<Member> unit(const QList<Member> &more) { return QList{required("kind"), required("unit")} + more; }

} // namespace

QList<StepKind> deploymentKinds()
{
    const QList<Member> mark = unit({required("from"), required("to"), required("reason")});
    // Percent and milliseconds: numbers that need not be whole.
    const QList<Member> bake = unit({required("for", Type::Duration), optional("every", Type::Duration),
        optional("errorRate", Type::Json), optional("latency", Type::Json), optional("alarms", Type::TextList),
        optional("metrics", Type::Json), optional("version")});
    return {
        {u"deployment:mark"_s, Effect::Write, mark},
        {u"deployment:unmark"_s, Effect::Write, mark},
        {u"deployment:bake"_s, Effect::Read, bake},
    };
}

} // namespace sm::runbooks
