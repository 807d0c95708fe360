// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackkinds.h"

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = MemberType;

Member required(const char *name, Type type = Type::Text) { return {QString::fromLatin1(name), type, true}; }

Member optional(const char *name, Type type = Type::Text) { return {QString::fromLatin1(name), type}; }

} // namespace

QList<StepKind> stackKinds()
{
    const Member stack = required("stack");
    const Member changeSet = required("changeSet");
    Member secrets = optional("secretParameters", Type::TextMap);
    secrets.takesSecret = true;
    const Member outcome{u"outcome"_s, Type::Word, true, false, {u"deployed"_s, u"rolled-back"_s}};
    return {
        {u"stack:keep"_s, Effect::Write, {stack}},
        {u"stack:kept"_s, Effect::Read, {stack, required("kept")}},
        {u"stack:standing"_s, Effect::Read, {stack}},
        {u"stack:propose"_s, Effect::Write,
            {stack, changeSet, optional("file"), optional("url"), optional("kept"),
                optional("parameters", Type::TextMap), secrets, optional("capabilities", Type::TextList),
                optional("tags", Type::TextMap), optional("role"), optional("artifacts"), optional("description")}},
        {u"stack:changes"_s, Effect::Read, {stack, changeSet}},
        {u"stack:await"_s, Effect::Read,
            {stack, outcome, optional("token"), optional("after"), optional("mayDelete", Type::Boolean)}},
        {u"stack:assembly"_s, Effect::Read, {required("folder"), optional("digest")}},
    };
}

} // namespace sm::runbooks
