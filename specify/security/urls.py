"""STUB"""
urlpatterns = []
