// A window of Qt's with nothing in it: when its first paint was, by the monotonic clock.

#include <QApplication>
#include <QMainWindow>
#include <QPaintEvent>

#include <cstdio>
#include <ctime>

namespace {

class BareWindow : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent* event) override
    {
        QMainWindow::paintEvent(event);
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        std::printf("{\"first_paint\":%ld.%09ld}\n", now.tv_sec, now.tv_nsec);
        QApplication::quit();
    }
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    BareWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
