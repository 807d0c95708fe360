// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/sharedshelf.h>

#include <core/json.h>

#include <QCoreApplication>
#include <QTimer>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes LeftAlone(1);

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::SharedShelf", text); }

} // namespace

/// Shared with what is under way, which may outlive the shelf.
class SharedShelf::State
{
public:
    struct Place
    {
        std::shared_ptr<SharedTexts> texts;
        QString unread = {}; ///< why it was not asked; empty: nothing is wrong
        QString unwritten = {};
        std::chrono::steady_clock::time_point until = {}; ///< it is left alone
    };

    std::vector<Place> places;
    const Clock *clock = nullptr;
    std::chrono::milliseconds patience{0};
    QList<SharedText> texts; ///< to be written
    QList<SourceCall> calls;
    bool isWriting = false;

    bool isLeftAlone(const Place &place) const { return !place.unread.isEmpty() && clock->steady() < place.until; }

    static QCoro::Task<std::optional<FoundText>> ask(
        std::shared_ptr<State> self, std::size_t number, SystemId system, QString key, CancelToken token);
    static QCoro::Task<void> writeAll(std::shared_ptr<State> self);
    void startWriting(const std::shared_ptr<State> &self)
    {
        if (!std::exchange(isWriting, true))
            writeAll(self);
    }
};

SharedShelf::SharedShelf(
    std::vector<std::shared_ptr<SharedTexts>> places, const Clock *clock, std::chrono::milliseconds patience)
    : m_state(std::make_shared<State>())
{
    for (std::shared_ptr<SharedTexts> &each : places)
        m_state->places.push_back({std::move(each)});
    m_state->clock = clock;
    m_state->patience = patience;
}

SharedShelf::~SharedShelf() = default;

QCoro::Task<std::optional<FoundText>> SharedShelf::read(SystemId system, QString key, CancelToken token)
{
    const std::shared_ptr<State> state = m_state;
    for (std::size_t i = 0; i < state->places.size() && !token.isCancelled(); ++i) {
        if (state->isLeftAlone(state->places[i]))
            continue;
        std::optional<FoundText> found = co_await State::ask(state, i, system, key, token);
        if (found)
            co_return found;
    }
    co_return std::optional<FoundText>();
}

QCoro::Task<std::optional<FoundText>> SharedShelf::State::ask(
    std::shared_ptr<State> self, std::size_t number, SystemId system, QString key, CancelToken token)
{
    const std::shared_ptr<SharedTexts> texts = self->places[number].texts;
    CancelSource patience(token);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&patience] { patience.cancel(); });
    timer.start(self->patience);
    const auto read = co_await texts->read(system, key, patience.token());
    Place &place = self->places[number];
    if (read) {
        place.unread.clear();
        const bool isText = read->has_value() && parseJson(**read).has_value();
        co_return isText ? std::optional(FoundText{**read, texts->origin()}) : std::nullopt;
    }
    if (!token.isCancelled()) {
        const bool isSlow = read.error().kind() == Error::Kind::Cancelled;
        place.unread = tr("Without %1, which could not be asked: %2")
                           .arg(texts->name(), isSlow ? tr("It does not answer.") : read.error().message());
        place.until = self->clock->steady() + LeftAlone;
    }
    co_return std::optional<FoundText>();
}

void SharedShelf::write(SharedText text)
{
    if (m_state->places.empty())
        return;
    m_state->texts.removeIf(
        [&text](const SharedText &each) { return each.system == text.system && each.key == text.key; });
    m_state->texts.append(std::move(text));
    m_state->startWriting(m_state);
}

void SharedShelf::record(SourceCall call)
{
    if (m_state->places.empty())
        return;
    m_state->calls.append(std::move(call));
    m_state->startWriting(m_state);
}

QCoro::Task<void> SharedShelf::State::writeAll(std::shared_ptr<State> self)
{
    while (!self->texts.isEmpty() || !self->calls.isEmpty()) {
        const QList<SharedText> texts = std::exchange(self->texts, {});
        const QList<SourceCall> calls = std::exchange(self->calls, {});
        for (std::size_t i = 0; i < self->places.size(); ++i) {
            if (self->isLeftAlone(self->places[i]))
                continue;
            const std::shared_ptr<SharedTexts> into = self->places[i].texts;
            const Result<void> done = co_await into->write(texts, calls, {});
            self->places[i].unwritten
                = done ? QString() : tr("Nothing was shared in %1: %2").arg(into->name(), done.error().message());
        }
    }
    self->isWriting = false;
}

QStringList SharedShelf::notes() const
{
    QStringList notes;
    for (const State::Place &each : m_state->places) {
        if (!each.unread.isEmpty())
            notes << each.unread;
        if (!each.unwritten.isEmpty())
            notes << each.unwritten;
    }
    return notes;
}

bool SharedShelf::isWriting() const { return m_state->isWriting; }

} // namespace sm::costs
